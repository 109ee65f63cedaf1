// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::process {

// Holds back SIGINT, SIGTERM and SIGHUP, which would end this process at once, until a recording
// has been sent. One for each process. A program that listens to a signal replaces the handler, as
// under node.
class EndingSignal
{
public:
    // Thread: main, after Node has installed its own handlers. Ignored signals stay ignored.
    static void postpone();
    // Thread: any. Whether a signal has arrived and waits for deliver().
    static bool hasCome();
    // Thread: any. Ends the process by the signal that has arrived. If none has, signals end the
    // process at once again from now on.
    static void deliver();
};

} // namespace looptide::process
