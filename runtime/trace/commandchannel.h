// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/recordlevel.h"

#include <QByteArray>
#include <QtClassHelperMacros>
#include <QtTypes>

#include <condition_variable>
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
    // The event loop is paused and runs step by step. Arguments: StepTarget; an async id.
    StepLoop,
    StepToCallback,
    StepToPhase, // the loop runs until one of these phases begins: 1 << LoopPhase, combined
    OpenDebugger = 16, // the program opens its inspector and reports the address
    SetRules, // what happens to certain requests: text (encodeRules(), requestrule.h)
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

// How far a paused event loop runs before it pauses again.
enum class StepTarget : quint8 {
    Continue, // it does not pause again
    Microtask, // to the next callback of any kind, ticks and reactions of promises included
    Callback, // to the next callback that the loop calls: of a timer, an immediate, a handle
    Phase, // to the begin of the next phase
    Iteration, // to the begin of the next iteration
};
inline constexpr StepTarget lastStepTarget = StepTarget::Iteration;

// What the window can ask of a running program. A value that fits in a frame between processes.
struct Command
{
    static constexpr qsizetype longestText = qsizetype { 4 } << 20;

    CommandKind kind = CommandKind::SetLevel;
    quint32 argument = 0;
    QByteArray text {}; // of SetRules only

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
    static Command stepLoop(StepTarget target)
    {
        return { CommandKind::StepLoop, quint32(target) };
    }
    static Command stepToCallback(quint32 asyncId)
    {
        return { CommandKind::StepToCallback, asyncId };
    }
    static Command stepToPhase(quint32 phases) { return { CommandKind::StepToPhase, phases }; }
    static Command openDebugger() { return { CommandKind::OpenDebugger, 0 }; }
    static Command setRules(const QByteArray &rules) { return { CommandKind::SetRules, 0, rules }; }
    // Empty for another kind and for a limit that is too large.
    std::optional<RequestDetail> detail() const;
    // Empty for another kind and for a level that does not exist.
    std::optional<core::RecordLevel> level() const;
    // Empty for another kind and for a target that does not exist. Callback for StepToCallback,
    // Phase for StepToPhase.
    std::optional<StepTarget> stepTarget() const;
    bool isOfResources() const
    {
        return kind >= CommandKind::ListResources && kind <= CommandKind::CloseResource;
    }
    bool isValid() const
    {
        return kind == CommandKind::OpenDebugger || kind == CommandKind::SetRules || isOfResources()
            || level().has_value() || detail().has_value() || stepTarget().has_value();
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

    // Thread: loop. Between hold() and its end, the thread waits for steps: post() wakes
    // nextStep(), and does not call wake.
    void hold();
    void endHold();
    // Waits for the next command with a stepTarget(), and takes it out of the queue. Continue when
    // nobody can post any more.
    Command nextStep();
    // Takes the commands with a stepTarget() out of the queue. Returns the last one.
    std::optional<Command> takeSteps();
    // Thread: any. Nobody posts any more.
    void abandon();

private:
    mutable std::mutex m_mutex;
    std::vector<Command> m_commands;
    std::function<void()> m_wake;
    std::condition_variable m_posted;
    bool m_isClosed = false;
    bool m_isHeld = false;
    bool m_isAbandoned = false;
};

} // namespace looptide::trace
