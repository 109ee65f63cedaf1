// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::host {

// From here on, processes that Node starts in this process get this value of LOOPTIDE_TRACE
// (process::TraceTarget) in their environment; null: no more. Thread: any.
//
// The program does not see the variable, neither in process.env nor in the options that it passes:
// the executable defines uv_spawn(), to which the dynamic linker binds libnode's calls, and adds
// the variable to a copy of the environment. looptide-node removes it before its own program
// begins. A program that is not Node, a shell for example, does see it.
void setChildTrace(const char *target);

// A module has to use that of its executable.
using SetChildTrace = decltype(&setChildTrace);

} // namespace looptide::host
