// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <v8.h>

#include <atomic>

namespace looptide::host {

// Says where the user's code is when somebody notices that the loop is blocked, by V8's interrupt,
// which reaches busy JavaScript. Costs nothing otherwise.
//
// Owned by NodeInstance; must outlive the isolate, which may keep an interrupt for later. Thread:
// loop.
class BlockProbe
{
    Q_DISABLE_COPY_MOVE(BlockProbe)
public:
    BlockProbe(v8::Isolate *isolate, trace::TraceChannel &channel);
    ~BlockProbe();

    // Before the environment is freed: nobody asks from here on.
    void stop();

private:
    static void takePlace(v8::Isolate *isolate, void *probe);

    trace::TraceChannel &m_channel;
    std::atomic<quint64> m_sinceNs { 0 }; // the callback that was asked about
};

} // namespace looptide::host
