// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long Stop takes with programs that do not want to end, and whether the window would have been
// late meanwhile: the main event loop of the process that runs or watches them.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { median, row, verdict } from './figures.mjs';

const rounds = 7;
const goalMs = 1000;
const lateGoalMs = 100; // what a person does not notice

const output = execFileSync(join(process.argv[2], 'bin', 'stoptimes'), [String(rounds)],
                            { encoding: 'utf8', timeout: 600_000 });
const results = output.trim().split('\n').map(line => JSON.parse(line));
const names = [...new Set(results.map(result => result.case))];
const shown = values => `${median(values).toFixed(0)} / ${Math.max(...values).toFixed(0)} ms`;

console.log(`From Stop to the end: median / longest of ${rounds}; how late the event loop was at worst`);
row('', 'in process', 'late', 'isolated', 'late');
for (const name of names) {
  const cells = ['in process', 'isolated'].flatMap(way => {
    const { ms, lateMs } = results.find(result => result.case === name && result.way === way);
    return [shown(ms), `${lateMs.toFixed(0)} ms`];
  });
  row(name, ...cells);
}
const longest = Math.max(...results.flatMap(({ ms }) => ms));
const latest = Math.max(...results.map(({ lateMs }) => lateMs));
verdict(`each within ${goalMs} ms (longest ${longest.toFixed(0)})`, longest <= goalMs);
verdict(`the event loop never late by more than ${lateGoalMs} ms (${latest.toFixed(0)})`, latest <= lateGoalMs);
