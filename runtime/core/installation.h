// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Where the parts of an installed (or built) Looptide are. All paths are absolute; none is checked.
namespace looptide::core {

// share/looptide beside the bin folder of the running program.
QString shareDirectory();
// looptide-node: exactly `node`, for child processes.
QString nodeProgram();
// Put first in the PATH of programs that Looptide starts: holds `node`, `npm` and `npx`.
QString shimDirectory();

// The script that removes types from TypeScript.
QString typeStripper();

} // namespace looptide::core
