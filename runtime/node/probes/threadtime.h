// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

namespace looptide::host {

// The processor time of this thread so far, in nanoseconds and exact: what uv_getrusage_thread()
// returns grows in steps of the system's clock tick.
quint64 threadTimeNs();

} // namespace looptide::host
