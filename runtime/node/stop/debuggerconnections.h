// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::host {

// Closes the connections of debuggers to Node's inspector in this process. A paused program waits
// for its debugger's next message and checks nothing else, so only this makes it continue.
//
// The inspector's thread cannot be asked for its connections. The function therefore shuts down
// every TCP connection to a server in this process whose event loop is a libuv loop. Use it only
// for a program that is being ended. Thread: any.
void closeDebuggerConnections();

} // namespace looptide::host
