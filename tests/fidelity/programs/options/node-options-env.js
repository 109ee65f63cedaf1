// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"env": {"NODE_OPTIONS": "--no-deprecation --stack-trace-limit=2 --require=./_lib/require.cjs"}}
console.log(process.noDeprecation, Error.stackTraceLimit, process.execArgv, fromRequire, process.env.NODE_OPTIONS.length);
new Buffer(1);
