// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native) that the host calls before the program, in its
// main thread and in each worker. `require` is Node's internal one. Nothing here may leave a global,
// a listener or a stack frame that the program could see.
'use strict';

// The program of this process is Looptide; its children must be Node.
process.execPath = native.execPath;
process.argv[0] = native.execPath;

// In a window, what ends "this process" ends the run instead.
if (native._kill)
  process._kill = native._kill;
if (native.abort)
  process.abort = native.abort;
