// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/gate/uvhandle.h"
#include "runtime/trace/commandchannel.h"

#include <v8.h>

#include <functional>

namespace looptide::host {

// Brings the commands of a CommandChannel to the loop thread. A waiting loop is woken by an async
// handle. Busy JavaScript is reached by V8's interrupt.
//
// Owned by the Recorder of the thread. It must outlive the isolate, which may keep an interrupt for
// later. Thread: loop.
class CommandReceiver
{
    Q_DISABLE_COPY_MOVE(CommandReceiver)
public:
    struct Actions
    {
        // Called in the poll phase of the loop. May run JavaScript.
        std::function<void(const trace::Command &)> execute;
        // Called before execute() while JavaScript runs. It must not run JavaScript, nor change
        // handles of the loop. A loop that waits is not interrupted.
        std::function<void(const trace::Command &)> interrupt;
        // Called after execute(), once for each event of the loop, with the time that it took.
        std::function<void(quint64 tookNs)> received;
    };

    CommandReceiver(uv_loop_t *loop, v8::Isolate *isolate, trace::CommandChannel &channel,
                    Actions actions);
    ~CommandReceiver();

    // Call it before the environment is freed.
    void stop();

private:
    void receive();
    void interrupt();

    trace::CommandChannel &m_channel;
    Actions m_actions;
    UvHandle<uv_async_t> m_wake;
};

} // namespace looptide::host
