// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

namespace looptide::process {

// What a run that begins now may take of the memory that the machine has left, in bytes: the rest
// is for the window and everybody else. 0 when the system does not tell.
qint64 memoryShareOfARun();
// The memory of this process. 0 when the system does not tell.
qint64 residentBytes();
// Gives back what was freed and is kept for later: a thread that has ended leaves its share to
// whichever thread comes next, and the others' stay. About a millisecond.
void returnFreeMemory();

} // namespace looptide::process
