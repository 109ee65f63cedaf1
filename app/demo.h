// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::app {

struct CommandLine;

// `looptide --demo`: the main job of the product, in the real window, without a user. Creates the
// Express sample in a temporary folder, runs it, sends it requests of several kinds, prints the
// rows of the server console and the figures of the event loop, takes a screenshot and stops the
// program. Uses its own settings. Returns 0 when all of that succeeded; otherwise it prints a
// message and returns 1.
int runDemo(int &argc, char **argv, const CommandLine &commandLine);

} // namespace looptide::app
