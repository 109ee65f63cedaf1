// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--max-old-space-size=64"]}
const limit = require('v8').getHeapStatistics().heap_size_limit;
console.log(process.execArgv, limit);
