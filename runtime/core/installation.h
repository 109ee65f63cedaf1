// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Paths of an installed (or built) Looptide. All are absolute; the functions do not check that they
// exist.
namespace looptide::core {

// share/looptide beside the bin folder of this program.
QString shareDirectory();
// looptide-node: exactly `node`, for child processes.
QString nodeProgram();
// The folder with `node`, `npm` and `npx` that comes first in the PATH of programs that Looptide
// starts.
QString shimDirectory();
// ripgrep, which searches in files.
QString searchProgram();
// The script that sends load to a server, for nodeProgram().
QString loadScript();

// The script that removes types from TypeScript.
QString typeStripper();

} // namespace looptide::core
