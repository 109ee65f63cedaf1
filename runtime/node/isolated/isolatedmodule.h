// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/debugger/quietinspector.h"
#include "runtime/node/guard/stderrmarker.h"
#include "runtime/node/isolated/childtrace.h"
#include "runtime/node/stop/debuggerpause.h"

// How looptide-node loads the module with the probes. looptide-node itself links neither Qt nor the
// rest of Looptide.
namespace looptide::host {

// The functions of the executable that the module needs.
struct ExecutableFunctions
{
    SetPauseListener listenToPauses;
    MarkStderr markStderr;
    SetChildTrace setChildTrace;
    QuietInspector quietInspector;
};
// The function that the module exports. It runs the program of a command line and returns its exit
// code.
using IsolatedMain = int (*)(int argc, char **argv, const ExecutableFunctions &functions);

// Whether the environment requests reports (process::TraceTarget). Only Node itself can make
// snapshots and single executables, or start from them; it does not report then, and the request is
// removed from the environment.
bool isWatched(int argc, char **argv);
// Returns null, after a message on standard error, when the module cannot be loaded. The program
// can then run, but nothing is recorded.
IsolatedMain loadIsolatedModule();

} // namespace looptide::host
