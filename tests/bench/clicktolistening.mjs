// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The Express template, from a press of Run until it accepts a connection, beside a spawn of
// `node app.js` on the same project. They take turns in one process that measures all.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, row, spread, verdict } from './figures.mjs';

const rounds = 15;
const goal = 0.5;
const bin = join(process.argv[2], 'bin');
const folder = mkdtempSync(join(tmpdir(), 'looptide-bench-'));
const project = join(folder, 'express');

try {
  execFileSync(join(bin, 'looptide'), ['new', 'express', project], { stdio: 'ignore' });
  const output = execFileSync(join(bin, 'clicktolistening'), [join(project, 'app.js'), String(rounds)],
                              { encoding: 'utf8' });
  const times = JSON.parse(output);
  const ratios = key => times[key].map((own, i) => own / times.peer[i]);

  console.log(`Express, from Run to listening: medians of ${rounds} runs that took turns`);
  row('', 'listening', 'this / node');
  for (const [key, name] of [['ready', 'warm instance'], ['fresh', 'no warm instance'], ['peer', 'node app.js']])
    row(name, `${median(times[key]).toFixed(1)} ms ± ${spread(times[key]).toFixed(1)}`,
        key === 'peer' ? '' : median(ratios(key)).toFixed(2));
  console.log(`  The warm instance that waits takes ${(times.spareKb / 1024).toFixed(1)} MB.`);
  verdict(`at most ${goal} of the time of node`, median(ratios('ready')) <= goal);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
