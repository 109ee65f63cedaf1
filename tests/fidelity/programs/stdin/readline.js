// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"stdin": "first\nsecond\r\nthird"}
const rl = require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity });
rl.on('line', (line) => console.log(JSON.stringify(line))).on('close', () => console.log('closed'));
