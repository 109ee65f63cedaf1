// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/stop/runstopper.h"

#include "runtime/node/host/instancehandle.h"
#include "runtime/node/stop/blockedcall.h"
#include "runtime/node/stop/debuggerconnections.h"

#include <chrono>
#include <csignal>

namespace looptide::host {

namespace {

using namespace std::chrono_literals;
using core::RunResult;

// The time for SIGTERM listeners before the program is ended.
constexpr auto grace = 500ms;
// The time for descendants after SIGTERM before they are killed.
constexpr auto descendantGrace = 300ms;
// How often a blocked system call is interrupted until the program has ended.
constexpr auto wakeInterval = 50ms;
// The time within which Stop promises to end the program.
constexpr auto stopPromise = 1s;

QString placeText(const NativePlace &place)
{
    if (!place.function.isEmpty() && !place.systemCall.isEmpty())
        return RunStopper::tr(
                   "it is in the native function “%1” of “%2”, which waits in the system "
                   "call “%3” and cannot be interrupted")
            .arg(place.function, place.library, place.systemCall);
    if (!place.function.isEmpty())
        return RunStopper::tr("it is in the native function “%1” of “%2”, which cannot be "
                              "interrupted")
            .arg(place.function, place.library);
    if (place.isGuess)
        return RunStopper::tr("it waits in the system call “%1”, most likely in native code of "
                              "“%2”, which cannot be interrupted")
            .arg(place.systemCall, place.library);
    if (place.isAddon)
        return RunStopper::tr("it is in native code of “%1”, which cannot be interrupted")
            .arg(place.library);
    if (!place.systemCall.isEmpty())
        return RunStopper::tr("it waits in the system call “%1”, which cannot be interrupted")
            .arg(place.systemCall);
    return RunStopper::tr("it is busy in native code that cannot be interrupted");
}

} // namespace

RunStopper::RunStopper(QObject *parent) : QObject(parent)
{
    m_grace.setSingleShot(true);
    m_grace.setInterval(grace);
    connect(&m_grace, &QTimer::timeout, this, &RunStopper::endNow);
    m_wake.setInterval(wakeInterval);
    connect(&m_wake, &QTimer::timeout, this, &RunStopper::interrupt);
    m_promise.setSingleShot(true);
    m_promise.setInterval(stopPromise);
    connect(&m_promise, &QTimer::timeout, this, &RunStopper::tellWhatBlocks);
    m_descendantGrace.setSingleShot(true);
    m_descendantGrace.setInterval(descendantGrace);
    connect(&m_descendantGrace, &QTimer::timeout, &m_descendants, &process::DescendantGuard::kill);
    connect(&m_memory, &MemoryGuard::exceeded, this, &RunStopper::endForMemory);
    connect(&m_descendants, &process::DescendantGuard::exceeded, this,
            &RunStopper::endForDescendants);
}

void RunStopper::begin(const std::shared_ptr<InstanceHandle> &handle,
                       const process::Descendants::RunTraits &traits, bool isBounded)
{
    m_descendantGrace.stop(); // of the run before
    m_handle = handle;
    m_traits = traits;
    m_exhausted = 0;
    if (!isBounded)
        return;
    m_memory.begin();
    watchDescendants();
}

void RunStopper::watchDescendants()
{
    m_descendants.begin(m_traits, [handle = m_handle] { return handle->children(); });
}

void RunStopper::stop()
{
    if (!m_handle)
        return;
    m_promise.start();
    endDescendants();
    if (m_handle->handles(SIGTERM)) {
        m_handle->deliverSignal(SIGTERM);
        m_grace.start();
    } else {
        endNow();
    }
}

void RunStopper::endDescendants()
{
    if (!m_descendants.isWatching())
        watchDescendants();
    m_descendants.terminate();
    m_descendantGrace.start();
}

void RunStopper::endNow()
{
    m_handle->stop();
    m_handle->interruptSystemCall();
    m_wake.start();
}

void RunStopper::interrupt()
{
    m_handle->interruptSystemCall();
    closeDebuggerConnections();
}

void RunStopper::runEnded()
{
    for (QTimer *timer : { &m_grace, &m_wake, &m_promise })
        timer->stop();
    m_memory.end();
    m_descendants.runEnded();
    m_handle.reset();
}

void RunStopper::tellWhatBlocks()
{
    const QString what = tr("The program has not ended yet: %1.").arg(placeText(m_handle->place()));
    const QString advice =
        tr("It ends when that call returns. Run it isolated, in a process of its "
           "own, to be able to end it at any time.");
    Q_EMIT blocked(what + u' ' + advice);
}

void RunStopper::endForMemory(qint64 bytes)
{
    m_exhausted = bytes;
    Q_EMIT exceeded();
    m_promise.start();
    endDescendants();
    endNow();
}

// The processes that the program has started have ended by now, or will soon.
void RunStopper::endForDescendants()
{
    if (!m_handle) {
        Q_EMIT leftoversEnded(m_descendants.excess()->message);
        return;
    }
    Q_EMIT exceeded();
    m_promise.start();
    endNow();
}

std::optional<RunResult> RunStopper::excess() const
{
    if (m_exhausted == 0)
        return m_descendants.excess();
    RunResult result;
    result.reason = RunResult::Reason::OutOfMemory;
    result.exitCode = 128 + SIGKILL; // as the kernel would have ended node
    result.message =
        tr("The program took %n MiB of memory outside of its JavaScript heap (buffers, strings, "
           "addons), nearly all that this machine had left, and was ended.",
           nullptr, static_cast<int>(m_exhausted >> 20));
    return result;
}

} // namespace looptide::host
