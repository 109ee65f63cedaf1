// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/gate/commandreceiver.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace looptide::host {

CommandReceiver::CommandReceiver(uv_loop_t *loop, v8::Isolate *isolate,
                                 trace::CommandChannel &channel, Actions actions)
    : m_channel(channel), m_actions(std::move(actions)),
      m_wake(
          [loop](uv_async_t *handle) {
              uv_async_init(loop, handle, [](uv_async_t *woken) {
                  static_cast<CommandReceiver *>(woken->data)->receive();
              });
          },
          this)
{
    m_channel.listen([this, isolate] {
        uv_async_send(m_wake.get());
        isolate->RequestInterrupt(
            [](v8::Isolate *, void *receiver) {
                static_cast<CommandReceiver *>(receiver)->interrupt();
            },
            this);
    });
}

CommandReceiver::~CommandReceiver()
{
    stop();
}

void CommandReceiver::stop()
{
    m_channel.close();
    m_wake.close();
}

void CommandReceiver::receive()
{
    const quint64 begin = uv_hrtime();
    // A pause lasts until the next step, so only the last one of several takes effect.
    const std::vector<trace::Command> commands = m_channel.take();
    const auto isStep = [](const trace::Command &command) {
        return command.stepTarget().has_value();
    };
    const auto last = std::ranges::find_if(commands.rbegin(), commands.rend(), isStep);
    for (const trace::Command &command : commands) {
        if (!isStep(command) || &command == &*last)
            m_actions.execute(command);
    }
    m_actions.received(uv_hrtime() - begin);
}

void CommandReceiver::interrupt()
{
    for (const trace::Command &command : m_channel.waiting())
        m_actions.interrupt(command);
}

} // namespace looptide::host
