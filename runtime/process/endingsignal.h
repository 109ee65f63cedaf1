// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::process {

// SIGINT, SIGTERM and SIGHUP that would end this process at once, held back until a recording has
// been sent. One a process. A program that listens to a signal replaces the handler, as under node.
class EndingSignal
{
public:
    // Thread: main, after Node's own handlers are there. Signals that are ignored stay so.
    static void postpone();
    // Thread: any. One of them has come and waits for deliver().
    static bool hasCome();
    // Thread: any. Ends the process by the signal that has come; otherwise they end it at once
    // again from here on.
    static void deliver();
};

} // namespace looptide::process
