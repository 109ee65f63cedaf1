// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/debugger/quietinspector.h"

#include <atomic>
#include <dlfcn.h>
#include <memory>
#include <string>
#include <utility>

namespace looptide::host {

namespace {

// Read on the thread of the inspector, too.
std::atomic<bool> s_isQuiet { false };

template <typename Function>
Function *nodesOwn(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

} // namespace

void quietInspector(bool on)
{
    s_isQuiet = on;
}

} // namespace looptide::host

// The names are those of Node, where no header declares them. Only their mangled form and how they
// are passed matter.
namespace node {

struct HostPort;
struct LibuvMutexTraits;
template <typename Traits>
class MutexBase;
template <typename Type, typename Mutex>
class ExclusiveAccess;

struct InspectPublishUid
{
    bool console;
    bool http;
};

} // namespace node

namespace node::inspector {

using looptide::host::nodesOwn;
using looptide::host::s_isQuiet;

class MainThreadHandle;

// A std::unique_ptr that this file cannot destroy: returned in memory of the caller.
class OwnedInspectorIo
{
public:
    OwnedInspectorIo(const OwnedInspectorIo &) = delete;
    OwnedInspectorIo &operator=(const OwnedInspectorIo &) = delete;
    ~OwnedInspectorIo() { }

private:
    void *m_io;
};

using SharedHostPort = std::shared_ptr<ExclusiveAccess<HostPort, MutexBase<LibuvMutexTraits>>>;

class InspectorIo
{
public:
    [[gnu::used]] static OwnedInspectorIo Start(std::shared_ptr<MainThreadHandle> thread,
                                                const std::string &path, SharedHostPort hostPort,
                                                const InspectPublishUid &published);
};

class InspectorIoDelegate
{
public:
    [[gnu::used]] void StartSession(int session, const std::string &target);
};

class Agent
{
public:
    [[gnu::used]] void WaitForDisconnect();
};

// Opens the server. By default, Node prints its address and lists it over HTTP.
OwnedInspectorIo InspectorIo::Start(std::shared_ptr<MainThreadHandle> thread,
                                    const std::string &path, SharedHostPort hostPort,
                                    const InspectPublishUid &published)
{
    static auto *const next = nodesOwn<OwnedInspectorIo(std::shared_ptr<MainThreadHandle>,
                                                        const std::string &, SharedHostPort,
                                                        const InspectPublishUid &)>(
        "_ZN4node9inspector11InspectorIo5StartESt10shared_ptrINS0_16MainThreadHandleEERKNSt7__"
        "cxx1112basic_stringIcSt11char_traitsIcESaIcEEES2_INS_15ExclusiveAccessINS_8HostPortENS_"
        "9MutexBaseINS_16LibuvMutexTraitsEEEEEERKNS_17InspectPublishUidE");
    const InspectPublishUid nowhere { false, false };
    return next(std::move(thread), path, std::move(hostPort), s_isQuiet ? nowhere : published);
}

// Prints that a debugger has attached, and nothing else.
void InspectorIoDelegate::StartSession(int session, const std::string &target)
{
    static auto *const next = nodesOwn<void(InspectorIoDelegate *, int, const std::string &)>(
        "_ZN4node9inspector19InspectorIoDelegate12StartSessionEiRKNSt7__cxx1112basic_stringIcSt11"
        "char_traitsIcESaIcEEE");
    if (!s_isQuiet)
        next(this, session, target);
}

// At the end of the program, prints that it waits for its debugger, and waits.
void Agent::WaitForDisconnect()
{
    static auto *const next =
        nodesOwn<void(Agent *)>("_ZN4node9inspector5Agent17WaitForDisconnectEv");
    if (!s_isQuiet)
        next(this);
}

} // namespace node::inspector
