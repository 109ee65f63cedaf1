// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

class QProcess;

// The few things about child processes that QProcess leaves to the operating system.
namespace looptide::process {

enum class Signal { Terminate, Kill };

// Before start(): the child gets a session of its own with this terminal as the controlling one and
// as its standard streams. The descriptor must stay open until the child has started.
void runOnTerminal(QProcess &process, int terminal);

// Before start(): the child has the standard streams of this process, and is killed when this
// process ends in whatever way, kill -9 too. (One with a terminal of its own hangs up then.)
void shareStreams(QProcess &process);

// To the child and to what it has started itself, as far as that stayed in its process group.
// True when there was still something to signal.
bool signalGroup(qint64 leader, Signal signal);

} // namespace looptide::process
