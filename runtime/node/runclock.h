// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <v8.h>

#include <memory>

namespace looptide::host {

// Lets a program count its time from its own start: performance.now(), performance.timeOrigin and
// process.uptime() count from the start of the process otherwise, which in a window was long ago.
//
// Owned by the instance. Thread: loop.
class RunClock
{
public:
    // The time of this call is the start of the program. An environment that is made afterwards
    // counts from it; one that is there already does so if its milestones are known.
    void start();
    // The array in which an environment keeps its milestones (nanoseconds, but microseconds since
    // 1970 for the first), as Node's performance binding hands it out.
    void setMilestones(v8::Local<v8::Float64Array> milestones);

private:
    std::shared_ptr<v8::BackingStore> m_store;
    double *m_milestones = nullptr; // in m_store
};

} // namespace looptide::host
