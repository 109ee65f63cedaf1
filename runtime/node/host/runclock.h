// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <v8.h>

#include <memory>

namespace looptide::host {

// Makes a program's clocks start with the program. Otherwise performance.now(),
// performance.timeOrigin and process.uptime() count from the start of the process, which in a
// window was long ago.
//
// Owned by the instance. Thread: loop.
class RunClock
{
public:
    // Sets the start of the program to the time of this call. An environment that is made later
    // counts from it. An existing environment does so if its milestones are known.
    void start();
    // Sets the array in which an environment keeps its milestones (nanoseconds, but microseconds
    // since 1970 for the first), which Node's performance binding returns.
    void setMilestones(v8::Local<v8::Float64Array> milestones);

private:
    std::shared_ptr<v8::BackingStore> m_store;
    double *m_milestones = nullptr; // in m_store
};

} // namespace looptide::host
