// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

namespace looptide::process {

// The memory in bytes that a run which begins now may take of what the machine has left. The rest
// is for the window and other processes. 0 when the system does not report it.
qint64 memoryShareOfARun();
// The memory of this process in bytes. 0 when the system does not report it.
qint64 residentBytes();
// Returns freed memory to the system that malloc keeps for later. (The arena of a thread that has
// ended goes to whichever thread comes next, and other arenas keep theirs.) Takes about a
// millisecond.
void returnFreeMemory();

} // namespace looptide::process
