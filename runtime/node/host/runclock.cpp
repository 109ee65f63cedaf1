// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/host/runclock.h"

#include <uv.h>

#include <QtTypes>

#include <array>
#include <chrono>
#include <cstring>
#include <dlfcn.h>

namespace looptide::host {

namespace {

// Variables of libnode that it sets once, when it is loaded. They are exported, but no header has
// them. A libnode that hides them leaves its programs with the time of the process.
constexpr std::array startNsVariables {
    "_ZN4node11per_process15node_start_timeE",
    "_ZN4node11performance20performance_v8_startE",
    "_ZN4node11performance25performance_process_startE",
};
constexpr auto startUsVariable = "_ZN4node11performance35performance_process_start_timestampE";

// The order of the milestones in Node.
enum Milestone { OriginUs, Origin, EnvironmentMade, NodeStart, V8Start };

template <typename Value>
void setVariable(const char *name, Value value)
{
    if (void *variable = dlsym(RTLD_DEFAULT, name))
        std::memcpy(variable, &value, sizeof value);
}

} // namespace

void RunClock::start()
{
    using namespace std::chrono;
    const quint64 now = uv_hrtime();
    const auto nowUs = static_cast<double>(
        duration_cast<microseconds>(system_clock::now().time_since_epoch()).count());
    for (const char *name : startNsVariables)
        setVariable(name, now);
    setVariable(startUsVariable, nowUs);
    if (!m_milestones)
        return;
    m_milestones[OriginUs] = nowUs;
    for (const Milestone milestone : { Origin, EnvironmentMade, NodeStart, V8Start })
        m_milestones[milestone] = static_cast<double>(now);
}

void RunClock::setMilestones(v8::Local<v8::Float64Array> milestones)
{
    if (milestones->Length() <= V8Start)
        return;
    m_store = milestones->Buffer()->GetBackingStore();
    m_milestones =
        reinterpret_cast<double *>(static_cast<char *>(m_store->Data()) + milestones->ByteOffset());
}

} // namespace looptide::host
