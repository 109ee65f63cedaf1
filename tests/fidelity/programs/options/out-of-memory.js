// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--max-old-space-size=30", "--no-warnings"]}
// What V8 prints has times in it: the child's output is looked at, its end compared.
const { spawnSync } = require('child_process');
const program = 'const keep = []; for (;;) keep.push(new Array(10000).fill(1.5));';
const { signal, status, stderr } = spawnSync(process.execPath, [...process.execArgv, '-e', program], { encoding: 'utf8' });
console.log(signal, status, stderr.includes('JavaScript heap out of memory'));
