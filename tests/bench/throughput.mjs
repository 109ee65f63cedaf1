// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Requests a second of a plain http server and of an Express one, in process with what a window
// records (level phases), without recording, and at the levels callbacks and full, each beside one under looptide-node. Both servers
// of a pair are loaded at the same time and share one processor, a few milliseconds each in turn: so a
// machine that is twice as fast in one second as in the next is so for both. One process of the same
// program is faster than the next by some percent all its life (where its code came to lie), so each
// round starts them anew and gives one ratio.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, row, standardError, verdict } from './figures.mjs';
import { loadTogether } from './load.mjs';

const rounds = 8;
const programFolder = join(process.argv[2], 'bin');
const looptide = join(programFolder, 'looptide');
const folder = mkdtempSync(join(tmpdir(), 'looptide-bench-'));
const project = join(folder, 'express');

const tellPort = 'function () { console.log(this.address().port); }';
const sources = {
  'Plain http': `
require('node:http').createServer((request, response) => {
  response.setHeader('Content-Type', 'text/plain');
  response.end('hello');
}).listen(0, '127.0.0.1', ${tellPort});
`,
  'Express': `
const app = require('express')();
app.get('/', (request, response) => response.type('text').send('hello'));
app.listen(0, '127.0.0.1', ${tellPort});
`,
};

const node = script => [join(programFolder, 'looptide-node'), script];
const at = level => script => [looptide, 'run', '--level', level, script];
const programs = {
  'looptide': { command: at('phases'), goal: 0.98 },
  'looptide, off': { command: at('off'), goal: 0.98 },
  'looptide, callbacks': { command: at('callbacks'), goal: 0.95 },
  'looptide, full': { command: at('full'), goal: 0.75 },
};

async function compare(title, script) {
  console.log(`${title}, 32 connections each, two servers on one processor: medians of ${rounds} rounds`);
  row('', 'requests a second', 'CPU a request');
  for (const [name, { command, goal }] of Object.entries(programs)) {
    const results = [];
    for (let round = 0; round < rounds; ++round) {
      const pair = [command(script), node(script)];
      const taken = await loadTogether(round % 2 ? pair.toReversed() : pair);
      results.push(round % 2 ? taken.toReversed() : taken);
    }
    report(name, goal, results);
  }
}

function report(name, goal, results) {
  const figures = index => [
    median(results.map(pair => pair[index].rate)).toFixed(0),
    `${(median(results.map(pair => pair[index].cost)) * 1e6).toFixed(1)} us`,
  ];
  row(name, ...figures(0));
  row('node', ...figures(1));
  const rates = results.map(([own, node]) => own.rate / node.rate);
  const costs = results.map(([own, node]) => node.cost / own.cost);
  row(`${name} / node`, ...[rates, costs].map(
    ratios => `${median(ratios).toFixed(3)} ± ${standardError(ratios).toFixed(3)}`));
  verdict(`${name}: at least ${goal} of node's requests a second`, median(rates) >= goal);
}

try {
  execFileSync(looptide, ['new', 'express', project], { stdio: 'ignore' });
  for (const [title, source] of Object.entries(sources)) {
    const script = join(project, `${title.split(' ')[0].toLowerCase()}-server.cjs`);
    writeFileSync(script, source);
    await compare(title, script);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
