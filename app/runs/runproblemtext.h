// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/runconfiguration.h"

namespace looptide::app {

// What is wrong with a run configuration and what to do, in one sentence for users.
QString textOf(const project::RunProblem &problem);

} // namespace looptide::app
