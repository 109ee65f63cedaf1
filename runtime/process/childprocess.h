// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

class QProcess;

// What QProcess leaves to the operating system.
namespace looptide::process {

enum class Signal { Terminate, Kill, Interrupt, HangUp, User1, User2 };

// The number of a signal in this system (signal(7)).
int signalNumber(Signal signal);

// Call it before start(). The child gets its own session, with this terminal as the controlling
// terminal and as its standard streams. The descriptor must stay open until the child has started.
void runOnTerminal(QProcess &process, int terminal);

// Call it before start(). The child shares the standard streams of this process, and is killed when
// this process ends for any reason, including kill -9. (The terminal of a child with its own
// terminal hangs up then.)
void shareStreams(QProcess &process);

// Sends a signal (signal(7)) to one process. Returns false when there is no such process.
bool signalProcess(qint64 process, int signal);

// Sends a signal to the process group of the child, and thereby to the processes it has started
// that stayed in the group. Returns true when there was still a process to signal.
bool signalGroup(qint64 leader, Signal signal);

} // namespace looptide::process
