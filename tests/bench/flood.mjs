// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What programs can print that no window should have to bear: ten million lines, a line of a
// gigabyte, bytes that are no text, sequences meant to harm a terminal. In process and isolated: the
// program ends by itself, the window answers, and its memory stays where it was. Takes a quarter of
// an hour; not among the benchmarks that run by default. flood.mjs BUILD-DIR [NAME...]

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { row, verdict } from './figures.mjs';

const mostGrowthMiB = 200;

// size bytes of what make() gives, in writes of about 64 KiB
const repeat = (size, unit) => `
  const unit = Buffer.from(${unit});
  const part = Buffer.concat(Array(Math.ceil(65536 / unit.length)).fill(unit));
  for (let left = ${size}; left > 0; left -= part.length)
    require('node:fs').writeSync(1, part);
`;
const floods = {
  nothing: '',
  lines: `for (let i = 0; i < 10_000_000; ++i) console.log('line', i, 'of a program that prints a lot');`,
  line: repeat(1e9, `'x'`),
  binary: repeat(1e8, `require('node:crypto').randomBytes(65536)`),
  strings: repeat(1e8, `'\\x1b]' + 'x'.repeat(60000)`),
  titles: repeat(1e8, `'\\x1b]0;title\\x07\\x1bPqpicture\\x1b\\\\'`),
  sizes: repeat(1e8, `'\\x1b[8;4000;4000t\\x1b[?40h\\x1b[?3h\\x1b[40959b'`),
  questions: repeat(2e7, `'\\x1b[6n\\x1b[c'`),
  accents: repeat(5e7, `'\\u0301'`),
  zeros: repeat(1e8, `Buffer.alloc(65536)`),
  bells: repeat(1e8, `'\\x07'`),
  insertions: repeat(1e6, `'\\x1b[H\\x1b[4000@\\x1b[4000L'`),
};

const folder = mkdtempSync(join(tmpdir(), 'looptide-bench-'));
const names = process.argv.length > 3 ? ['nothing', ...process.argv.slice(3)] : Object.keys(floods);
let idle = 0;
let worstLate = 0;
let worstGrowth = 0;
let ended = true;
try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'flood', main: 'flood.js' }));
  row('', 'seconds', 'latest turn, ms', 'busiest, ms', 'peak memory, MiB');
  for (const name of names) {
    writeFileSync(join(folder, 'flood.js'), floods[name]);
    for (const place of [[], ['isolated']]) {
      const begin = performance.now();
      const said = execFileSync(join(process.argv[2], 'bin', 'outputlines'), [folder, ...place],
                                { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      const [late, , peak, reason, busiest] = said.trim().split(' ').map(Number);
      row(`${name} ${place}`, ((performance.now() - begin) / 1000).toFixed(1), late.toFixed(0),
          busiest.toFixed(0), peak);
      idle ||= peak;
      worstLate = Math.max(worstLate, late);
      worstGrowth = Math.max(worstGrowth, peak - idle);
      ended &&= reason === 0;
    }
  }
  verdict('every program ended by itself', ended);
  verdict('the window was never late by more than 50 ms', worstLate <= 50);
  verdict(`its memory grew by less than ${mostGrowthMiB} MiB`, worstGrowth < mostGrowthMiB);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
