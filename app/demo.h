// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::app {

struct CommandLine;

// `looptide --demo`: the main job of the product, done in the real window without a person. Makes
// the Express sample in a temporary folder, runs it, sends it requests of several kinds, prints the
// rows of the server console and the figures of the event loop, takes a picture of the window and
// stops the program. Uses settings of its own. Returns 0 when all of that happened, else 1 after a
// message.
int runDemo(int &argc, char **argv, const CommandLine &commandLine);

} // namespace looptide::app
