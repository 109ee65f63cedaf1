// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::host {

// Hangs up on debuggers that are connected to Node's inspector in this process. A program that is
// paused waits for its debugger's next message and looks at nothing else: only this makes it go on.
//
// The inspector's thread cannot be asked, so every TCP connection to a server in this process whose
// event loop is a libuv loop is shut down: for a program that is being ended. Thread: any.
void closeDebuggerConnections();

} // namespace looptide::host
