// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Resident memory of a process in which programs are started and stopped again and again: what one
// run leaves behind, a thousand runs show.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { row, verdict } from './figures.mjs';

const cycles = 1000;
const goalKb = 5 * 1024;
const shown = [50, 100, 200, 500, 1000];

const began = performance.now();
const output = execFileSync(join(process.argv[2], 'bin', 'startstop'), [String(cycles)],
                            { encoding: 'utf8', timeout: 300_000 });
const duration = performance.now() - began;
const reports = output.trim().split('\n').map(line => JSON.parse(line));
const inMb = kilobytes => `${(kilobytes / 1024).toFixed(1)} MB`;

console.log(`${cycles} start/stop cycles, ${(duration / cycles).toFixed(1)} ms each`);
row('after', 'resident', 'no file\'s');
for (const report of reports.filter(({ cycles: done }) => shown.includes(done)))
  row(String(report.cycles), inMb(report.residentKb), inMb(report.anonymousKb));
const first = reports.find(({ cycles: done }) => done === 50);
const growth = reports.at(-1).residentKb - first.residentKb;
row('grown', inMb(growth), inMb(reports.at(-1).anonymousKb - first.anonymousKb));
verdict('less than 5 MB more after the first 50', growth < goalKb);
