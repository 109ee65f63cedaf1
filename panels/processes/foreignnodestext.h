// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/foreignnodes.h"

namespace looptide::models {

// Says which processes are not recorded because they use another Node.js, for users; empty without
// processes.
QString foreignNodesText(const QList<process::ForeignNode> &nodes);

} // namespace looptide::models
