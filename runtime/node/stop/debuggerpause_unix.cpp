// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/stop/debuggerpause.h"

#include <dlfcn.h>
#include <utility>

namespace looptide::host {

namespace {

using core::PauseReason;

thread_local const PauseListener *t_listener = nullptr;

struct Wait
{
    PauseReason reason = PauseReason::None;
    bool isTold = false;
};
thread_local Wait t_wait;

void tell(PauseReason reason)
{
    if (t_listener)
        (*t_listener)(reason);
}

// Encloses a call of a function of Node that may wait for a debugger. What a debugger evaluates
// during a pause may call the function again; Node does not wait then.
class WaitScope
{
public:
    explicit WaitScope(PauseReason reason) : m_isOutermost(t_wait.reason == PauseReason::None)
    {
        if (m_isOutermost)
            t_wait.reason = reason;
    }
    WaitScope(const WaitScope &) = delete;
    WaitScope &operator=(const WaitScope &) = delete;
    ~WaitScope()
    {
        if (m_isOutermost && std::exchange(t_wait, {}).isTold)
            tell(PauseReason::None);
    }

private:
    bool m_isOutermost;
};

// Not every such function waits: a session of the program's own with itself pauses nothing.
void waitBegins()
{
    if (t_wait.reason != PauseReason::None && !std::exchange(t_wait.isTold, true))
        tell(t_wait.reason);
}

// The function of this name that would have been called without this file.
template <typename Function>
Function *nodesOwn(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

} // namespace

void setPauseListener(const PauseListener *listener)
{
    t_listener = listener;
}

} // namespace looptide::host

// The names are those of Node, where no header declares them. Only their mangled form matters.
namespace node::inspector {

using namespace looptide::host;
using looptide::core::PauseReason;

class NodeInspectorClient
{
public:
    [[gnu::used]] void runMessageLoopOnPause(int group);
};

class Agent
{
public:
    [[gnu::used]] void WaitForConnect();
    [[gnu::used]] bool WaitForConnectByOptions();
};

class MainThreadInterface
{
public:
    [[gnu::used]] bool WaitForFrontendEvent();
};

void NodeInspectorClient::runMessageLoopOnPause(int group)
{
    static auto *const next = nodesOwn<void(NodeInspectorClient *, int)>(
        "_ZN4node9inspector19NodeInspectorClient21runMessageLoopOnPauseEi");
    const WaitScope scope(PauseReason::Debugger);
    next(this, group);
}

void Agent::WaitForConnect()
{
    static auto *const next = nodesOwn<void(Agent *)>("_ZN4node9inspector5Agent14WaitForConnectEv");
    const WaitScope scope(PauseReason::AwaitsDebugger);
    next(this);
}

bool Agent::WaitForConnectByOptions()
{
    static auto *const next =
        nodesOwn<bool(Agent *)>("_ZN4node9inspector5Agent23WaitForConnectByOptionsEv");
    const WaitScope scope(PauseReason::AwaitsDebugger);
    return next(this);
}

bool MainThreadInterface::WaitForFrontendEvent()
{
    static auto *const next = nodesOwn<bool(MainThreadInterface *)>(
        "_ZN4node9inspector19MainThreadInterface20WaitForFrontendEventEv");
    waitBegins();
    return next(this);
}

} // namespace node::inspector
