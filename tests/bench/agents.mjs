// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What recording costs the processes that a program starts: the requests a second of a cluster of
// four workers, and the processor time that a child process takes to start and end. Each beside the
// same program under looptide-node, which records nothing.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, row, standardError, verdict } from './figures.mjs';
import { loadTogether } from './load.mjs';

const rounds = 8;
const goal = 0.97;
const goalMs = 15;
const programFolder = join(process.argv[2], 'bin');
const folder = mkdtempSync(join(tmpdir(), 'looptide-bench-'));
const recorded = script => [join(programFolder, 'looptide'), 'run', '--level', 'phases', script];
const plain = script => [join(programFolder, 'looptide-node'), script];

const cluster = join(folder, 'cluster.cjs');
writeFileSync(cluster, `
const cluster = require('node:cluster');
if (cluster.isPrimary) {
  let listening = 0;
  cluster.on('listening', (worker, { port }) => { if (++listening === 4) console.log(port); });
  for (let i = 0; i < 4; i++)
    cluster.fork();
} else {
  require('node:http').createServer((request, response) => {
    response.setHeader('Content-Type', 'text/plain');
    response.end('hello');
  }).listen(0, '127.0.0.1');
}
`);

// Prints the processor time of a child in milliseconds.
const children = join(folder, 'children.cjs');
writeFileSync(children, `
const { readFileSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const count = 20;
const childTicks = () => {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ');
  return Number(fields[13]) + Number(fields[14]); // cutime, cstime
};
spawnSync(process.execPath, ['-e', '0']); // fills the caches of the system
const before = childTicks();
for (let i = 0; i < count; i++)
  spawnSync(process.execPath, ['-e', '0']);
console.log((childTicks() - before) * 10 / count);
`);

async function compareClusters() {
  console.log(`A cluster of 4 workers, 32 connections, beside the same under looptide-node: medians of ${rounds} rounds`);
  const results = [];
  for (let round = 0; round < rounds; ++round) {
    const pair = [recorded(cluster), plain(cluster)];
    const taken = await loadTogether(round % 2 ? pair.toReversed() : pair);
    results.push((round % 2 ? taken.toReversed() : taken).map(({ rate }) => rate));
  }
  row('', 'requests a second');
  row('looptide', median(results.map(([own]) => own)).toFixed(0));
  row('node', median(results.map(([, node]) => node)).toFixed(0));
  const ratios = results.map(([own, node]) => own / node);
  row('looptide / node', `${median(ratios).toFixed(3)} ± ${standardError(ratios).toFixed(3)}`);
  verdict(`at least ${goal} of node's requests a second`, median(ratios) >= goal);
}

function compareChildren() {
  console.log(`The processor time of a child process (node -e 0): medians of ${rounds} rounds of 20`);
  const run = ([program, ...args]) => Number(execFileSync(program, args, { encoding: 'utf8' }));
  const own = [];
  const node = [];
  for (let round = 0; round < rounds; ++round) {
    own.push(run(recorded(children)));
    node.push(run(plain(children)));
  }
  row('looptide', `${median(own).toFixed(1)} ms`);
  row('node', `${median(node).toFixed(1)} ms`);
  const more = own.map((ms, i) => ms - node[i]);
  row('difference', `${median(more).toFixed(1)} ± ${standardError(more).toFixed(1)} ms`);
  verdict(`at most ${goalMs} ms more`, median(more) <= goalMs);
}

try {
  compareChildren();
  await compareClusters();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
