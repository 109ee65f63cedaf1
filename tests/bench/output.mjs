// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A million console.log lines, until the terminal has taken the last one: the program asks for the
// cursor's position behind it, which a terminal answers when it has come so far. Looptide's output
// panel, xterm and konsole in turn. Looptide says besides how late its window was meanwhile.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, row, spread, verdict } from './figures.mjs';

const rounds = 5;
const lines = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'looptide-bench-'));
const result = join(folder, 'milliseconds');
const script = join(folder, 'lines.js');

writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'lines', main: 'lines.js' }));
writeFileSync(script, `
const begin = performance.now();
for (let i = 0; i < ${lines}; ++i)
  console.log('line', i, 'of a program that prints a lot');
process.stdin.setRawMode(true);
process.stdin.once('data', () => {
  require('node:fs').writeFileSync(${JSON.stringify(result)}, String(performance.now() - begin));
  process.exit();
});
process.stdout.write('\\x1b[6n');
`);

const late = [];
const terminals = {
  looptide() {
    const said = execFileSync(join(process.argv[2], 'bin', 'outputlines'), [folder],
                              { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    late.push(said.trim().split(' ').map(Number));
  },
  xterm: () => run('xterm', ['-e', 'node', script]),
  konsole: () => run('konsole', ['--nofork', '-e', 'node', script]),
};

function run(program, args) {
  execFileSync(program, args, { stdio: 'ignore', timeout: 120_000 });
}

try {
  const times = { looptide: [], xterm: [], konsole: [] };
  for (let round = 0; round < rounds; ++round) {
    for (const [name, show] of Object.entries(terminals)) {
      show();
      times[name].push(Number(readFileSync(result, 'utf8')) / 1000);
      rmSync(result);
    }
  }
  console.log(`${lines} lines, until the terminal has the last one: medians of ${rounds} rounds`);
  row('', 'seconds', 'looptide / this');
  // Of each round by itself: machines are not equally fast all the time.
  const ratios = name => times.looptide.map((own, round) => own / times[name][round]);
  for (const [name, seconds] of Object.entries(times)) {
    row(name, median(seconds).toFixed(2),
        `${median(ratios(name)).toFixed(2)} ± ${spread(ratios(name)).toFixed(2)}`);
  }
  verdict('no slower than the faster of xterm and konsole',
          median(ratios('xterm')) <= 1 && median(ratios('konsole')) <= 1);
  const worst = late.map(([milliseconds]) => milliseconds);
  row('latest turn of the window', `${median(worst).toFixed(0)} ms (worst ${Math.max(...worst).toFixed(0)})`);
  verdict('never late by more than 50 ms', late.every(([, count]) => count === 0));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
