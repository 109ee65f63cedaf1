// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/recordlevel.h"
#include "runtime/process/pty.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <optional>
#include <thread>

// The local socket between an isolated run (looptide-node, sends) and the window (listens).
namespace looptide::process {

// What a Node process of a run has to report and where, in the one environment variable that makes
// looptide-node report. Its program does not see the variable.
struct TraceTarget
{
    static constexpr auto variable = "LOOPTIDE_TRACE";

    QString path; // of the socket; empty: report nothing
    core::RecordLevel level = core::RecordLevel::Off;
    bool everyRequest = false;
    QByteArray stderrToken {}; // of the StderrMarks; empty: none
    QByteArray token {}; // proves to the window that a process belongs to the run
    bool isChild = false; // a process that the program has started
    bool debugs = false; // it waits until a debugger of the window has attached

    // For the processes that this one starts.
    TraceTarget forChildren() const;

    QString toString() const;
    static std::optional<TraceTarget> fromString(const QString &text);
    // Where the run leaves its native stack when it crashes: beside the socket.
    QString crashFile() const;
};

// Listens for the processes of one run, in a folder of its own that nobody else may enter (0700),
// at a socket that nobody else may open (0600). Removes both when it is destroyed.
class TraceListener
{
public:
    // Not valid when the folder or the socket cannot be made; errno text in errorText().
    TraceListener();

    bool isValid() const { return m_socket.isValid(); }
    QString errorText() const { return m_errorText; }
    QString path() const;
    int descriptor() const { return m_socket.get(); }

    // The connection that waits, non-blocking; not valid when none does. Connections of other
    // users, which only root could make, are closed.
    FileDescriptor accept();

private:
    QTemporaryDir m_folder;
    FileDescriptor m_socket;
    QString m_errorText;
};

// The process at the other end when it connected.
qint64 peerProcess(int connection);

// The other end, non-blocking. Not valid when nobody listens.
FileDescriptor connectTrace(const QString &path);

// What has come up to now, most bytes at most; ended says that no more can come.
QByteArray receiveTrace(int connection, qsizetype most, bool &ended);
// Waits for room. How many of the bytes were sent; 0 when the time is over, -1 when the other side
// is gone.
qsizetype sendTrace(int connection, QByteArrayView bytes, std::chrono::milliseconds patience);

// A thread that never handles a signal of this process.
std::thread startWithoutSignals(std::function<void()> work);

} // namespace looptide::process
