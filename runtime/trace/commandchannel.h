// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/recordlevel.h"

#include <QtClassHelperMacros>
#include <QtTypes>

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace looptide::trace {

enum class CommandKind : quint32 {
    SetLevel = 1, // argument: core::RecordLevel
    SetDetail, // argument: RequestDetail, packed
    // The program reports what keeps it running (activeresources.h). The second and third do
    // something before: argument: ActiveResource::id.
    ListResources,
    UnrefResource,
    CloseResource,
    OpenDebugger = 16, // the program opens its inspector and reports the address
};

// What is recorded of requests beside their rows.
struct RequestDetail
{
    static constexpr quint32 largestBodyLimit = quint32 { 1 } << 20;

    bool isComplete = false; // headers and bodies of every request, not of a sample under load
    quint32 bodyLimit = 0; // bytes that are kept of a body; 0: none
    bool isTraced = false; // also what each of them causes: see ExchangeEvent

    bool operator==(const RequestDetail &) const = default;
};

// What the window can ask of a running program. A value that fits in a frame between processes.
struct Command
{
    CommandKind kind = CommandKind::SetLevel;
    quint32 argument = 0;

    static Command setLevel(core::RecordLevel level)
    {
        return { CommandKind::SetLevel, quint32(level) };
    }
    static Command setDetail(const RequestDetail &detail)
    {
        return { CommandKind::SetDetail,
                 detail.bodyLimit << 2 | quint32(detail.isTraced) << 1
                     | quint32(detail.isComplete) };
    }
    static Command listResources() { return { CommandKind::ListResources, 0 }; }
    static Command unrefResource(quint32 id) { return { CommandKind::UnrefResource, id }; }
    static Command closeResource(quint32 id) { return { CommandKind::CloseResource, id }; }
    static Command openDebugger() { return { CommandKind::OpenDebugger, 0 }; }
    // Empty for another kind and for a limit that is too large.
    std::optional<RequestDetail> detail() const;
    // Empty for another kind and for a level that does not exist.
    std::optional<core::RecordLevel> level() const;
    bool isOfResources() const
    {
        return kind >= CommandKind::ListResources && kind <= CommandKind::CloseResource;
    }
    bool isValid() const
    {
        return kind == CommandKind::OpenDebugger || isOfResources() || level().has_value()
            || detail().has_value();
    }

    bool operator==(const Command &) const = default;
};

// The path of commands from any thread to the loop thread, in the opposite direction of the rings.
// Part of a TraceChannel, which both sides share.
//
// The first command in an empty queue wakes the loop thread. Commands that are posted before the
// loop thread listens are kept until it does.
class CommandChannel
{
    Q_DISABLE_COPY_MOVE(CommandChannel)
public:
    CommandChannel() = default;

    // Thread: any. Returns false when the program has ended, so that nobody will execute it.
    bool post(const Command &command);

    // Thread: loop (or, in the window, the receiver of an isolated run). wake is called on the
    // thread that posts, and must not wait. It is called at once when commands wait already.
    void listen(std::function<void()> wake);
    // After it returns, wake is not called any more.
    void close();
    // The commands since the last call, oldest first.
    std::vector<Command> take();
    // The same, but they stay in the queue.
    std::vector<Command> waiting() const;

private:
    mutable std::mutex m_mutex;
    std::vector<Command> m_commands;
    std::function<void()> m_wake;
    bool m_isClosed = false;
};

} // namespace looptide::trace
