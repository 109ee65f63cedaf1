// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--import", "./_lib/import.mjs", "-r", "./_lib/require.cjs"], "args": ["x", "--import", "y"]}
console.log(fromImport, fromRequire, process.execArgv, process.argv.slice(2));
