// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"stdin": "Ada\n36\n"}
import { createInterface } from 'node:readline/promises';
const rl = createInterface({ input: process.stdin, output: process.stdout });
const answers = [];
process.stdout.write('name? ');
for await (const line of rl) answers.push(line);
console.log(answers);
