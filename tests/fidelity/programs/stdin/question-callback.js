// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"stdin": "yes\n"}
const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
rl.question('sure? ', (answer) => { console.log('answer:', answer); rl.prompt(); rl.close(); });
