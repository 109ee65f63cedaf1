// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--env-file", "./_lib/options.env"]}
console.log(Error.stackTraceLimit, process.env.NODE_OPTIONS);
