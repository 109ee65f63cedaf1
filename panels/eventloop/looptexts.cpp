// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/looptexts.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdint>

namespace looptide::models {

using trace::LoopPhase;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::LoopTexts)
};

// Values of uv_handle_type that Node makes (uv.h is not included outside the host).
enum HandleType : std::uint8_t {
    Async = 1,
    Check,
    FsEvent,
    FsPoll,
    Idle = 6,
    Pipe,
    Poll,
    Prepare,
    Process,
    Tcp = 12,
    Timer,
    Tty,
    Udp,
    Signal,
};

} // namespace

QString phaseTitle(LoopPhase phase)
{
    switch (phase) {
    case LoopPhase::Timers:
        return Text::tr("Timers");
    case LoopPhase::Pending:
        return Text::tr("Pending");
    case LoopPhase::Prepare:
        return Text::tr("Prepare");
    case LoopPhase::Poll:
        return Text::tr("Poll (I/O)");
    case LoopPhase::Check:
        return Text::tr("Check");
    case LoopPhase::Closing:
        return Text::tr("Closing");
    case LoopPhase::Outside:
        return Text::tr("Main script");
    }
    return {};
}

QString phaseLabel(LoopPhase phase)
{
    switch (phase) {
    case LoopPhase::Timers:
        return Text::tr("timers");
    case LoopPhase::Pending:
        return Text::tr("pending");
    case LoopPhase::Prepare:
        return Text::tr("prepare");
    case LoopPhase::Poll:
        return Text::tr("poll");
    case LoopPhase::Check:
        return Text::tr("check");
    case LoopPhase::Closing:
        return Text::tr("closing");
    case LoopPhase::Outside:
        return Text::tr("main script");
    }
    return {};
}

QString phaseExplanation(LoopPhase phase)
{
    switch (phase) {
    case LoopPhase::Timers:
        return Text::tr("Runs the callbacks of setTimeout and setInterval whose time has come. A "
                        "timer never fires early; it fires late when other callbacks hold up the "
                        "loop.");
    case LoopPhase::Pending:
        return Text::tr("Runs the few I/O callbacks that the iteration before put off, such as "
                        "some errors of TCP connections.");
    case LoopPhase::Prepare:
        return Text::tr("Housekeeping of libuv and Node right before the loop waits for events. "
                        "No callback of your program runs here.");
    case LoopPhase::Poll:
        return Text::tr("Waits for events (requests, sockets, files) and runs their callbacks: "
                        "your request handlers start here. A server at ease spends most of its "
                        "time here, waiting.");
    case LoopPhase::Check:
        return Text::tr("Runs the callbacks of setImmediate, right after poll.");
    case LoopPhase::Closing:
        return Text::tr("Runs the 'close' callbacks of sockets and other handles that were closed "
                        "at once, for example by socket.destroy().");
    case LoopPhase::Outside:
        return Text::tr("Your program's top-level code, before the loop's first iteration. No "
                        "event is handled until it ends.");
    }
    return {};
}

QString microtasksTitle()
{
    return Text::tr("Microtasks");
}

QString microtasksExplanation()
{
    return Text::tr("Promise callbacks (await, then) and process.nextTick. They run between the "
                    "callbacks of every phase, until none is left: a long chain of them holds up "
                    "the loop like any other code.");
}

QString collectionsTitle()
{
    return Text::tr("GC (memory)");
}

QString collectionsExplanation()
{
    return Text::tr("V8 frees the memory that nothing refers to any more. The loop stands still "
                    "meanwhile; much time here means that the program makes much garbage.");
}

QString blockedPlaceText(const trace::BlockedPlace &place)
{
    return QStringLiteral("%1:%2")
        .arg(visibleText(QFileInfo(place.path()).fileName()))
        .arg(place.line);
}

QString handleTitle(int type)
{
    switch (type) {
    case Async:
        return Text::tr("Wake-up");
    case Check:
        return Text::tr("Check hook");
    case FsEvent:
        return Text::tr("File watcher");
    case FsPoll:
        return Text::tr("File poller");
    case Idle:
        return Text::tr("Idle hook");
    case Pipe:
        return Text::tr("Pipe");
    case Poll:
        return Text::tr("Descriptor");
    case Prepare:
        return Text::tr("Prepare hook");
    case Process:
        return Text::tr("Child process");
    case Tcp:
        return Text::tr("TCP");
    case Timer:
        return Text::tr("Timer");
    case Tty:
        return Text::tr("Terminal");
    case Udp:
        return Text::tr("UDP socket");
    case Signal:
        return Text::tr("Signal");
    default:
        return Text::tr("Other");
    }
}

QString handleExplanation(int type)
{
    switch (type) {
    case Async:
        return Text::tr("Lets another thread wake the loop: the thread pool, workers, Looptide.");
    case Check:
        return Text::tr("Runs in each check phase; Node runs setImmediate with it.");
    case FsEvent:
        return Text::tr("Tells of changes to a file or folder (fs.watch).");
    case FsPoll:
        return Text::tr("Looks at a file again and again (fs.watchFile).");
    case Idle:
        return Text::tr("Runs in each iteration and keeps the loop from waiting; Node uses it "
                        "while setImmediate callbacks are due.");
    case Pipe:
        return Text::tr("A pipe or a local socket: a stream of a child process, say.");
    case Poll:
        return Text::tr("Watches a file descriptor that a native library owns.");
    case Prepare:
        return Text::tr("Runs right before the loop waits for events.");
    case Process:
        return Text::tr("A child process that the program started.");
    case Tcp:
        return Text::tr("TCP servers and connections: each listening server and each open "
                        "connection counts one.");
    case Timer:
        return Text::tr("Node keeps all setTimeout and setInterval of a thread in one timer.");
    case Tty:
        return Text::tr("Standard input or output on a terminal.");
    case Udp:
        return Text::tr("A UDP socket (dgram).");
    case Signal:
        return Text::tr("A handler of a signal such as SIGINT (process.on).");
    default:
        return Text::tr("Another kind of handle of libuv.");
    }
}

} // namespace looptide::models
