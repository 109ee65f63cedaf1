// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"env": {"NODE_OPTIONS": "--title=\"a b\" --conditions='x'"}}
console.log(process.title, process.execArgv);
