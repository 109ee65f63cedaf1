// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <v8.h>

#include <atomic>

namespace looptide::host {

// Reports the location of the user's code when the consumer of the channel notices that the loop is
// blocked. It uses V8's interrupt, which reaches busy JavaScript, and costs nothing otherwise.
//
// Owned by Instance (nodeinstance.cpp). It must outlive the isolate, which may keep an interrupt
// for later. Thread: loop.
class BlockProbe
{
    Q_DISABLE_COPY_MOVE(BlockProbe)
public:
    BlockProbe(v8::Isolate *isolate, trace::TraceChannel &channel)
        : m_isolate(isolate), m_channel(channel)
    {
    }
    ~BlockProbe();

    // May be called while JavaScript runs.
    void start();
    // Nobody asks for the location afterwards. Call it before the environment is freed.
    void stop();

private:
    static void takePlace(v8::Isolate *isolate, void *probe);

    v8::Isolate *m_isolate;
    trace::TraceChannel &m_channel;
    std::atomic<quint64> m_sinceNs { 0 }; // when the callback in question began
};

} // namespace looptide::host
