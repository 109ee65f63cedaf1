// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/debuggerpause.h"
#include "runtime/node/stderrmarker.h"

// How looptide-node gets at the module with the probes; neither Qt nor the rest of Looptide is
// linked to looptide-node itself.
namespace looptide::host {

// What the module exports: runs the program of a command line and returns its exit code.
using IsolatedMain = int (*)(int argc, char **argv, SetPauseListener listenToPauses,
                             MarkStderr markStderr);

// Whether the environment asks for reports (process::TraceTarget).
bool isWatched();
// Null when it cannot be loaded, which standard error is told; then nobody is told of the program,
// but it can run.
IsolatedMain loadIsolatedModule();

} // namespace looptide::host
