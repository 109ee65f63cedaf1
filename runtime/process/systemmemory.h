// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

namespace looptide::core {

// What a run that begins now may take of the memory that the machine has left, in bytes: the rest
// is for the window and everybody else. 0 when the system does not tell.
qint64 memoryShareOfARun();

} // namespace looptide::core
