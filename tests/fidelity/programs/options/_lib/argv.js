// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log(process.argv.slice(2), process.execArgv, process.argv[0] === process.execPath, process.argv0);
