// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native) that the host calls when a debugger is wanted:
// before the program (native.awaitsDebugger), or while it runs. It opens Node's inspector unless
// the program has one, and reports its address.
'use strict';

const binding = native.loadInternalBinding()('inspector');
if (!binding.url()) {
  native.quietInspector();
  binding.open(0, '127.0.0.1');
}
native.reportDebugger(binding.url() ?? '');
if (native.awaitsDebugger && binding.url())
  binding.waitForDebugger();
