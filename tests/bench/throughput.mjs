// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Requests a second of a plain http server and of an Express one, in process with what a window
// records (level phases) and in process without recording, each beside one under looptide-node. Both servers
// of a pair are loaded at the same time and share one processor, a few milliseconds each in turn: so a
// machine that is twice as fast in one second as in the next is so for both. One process of the same
// program is faster than the next by some percent all its life (where its code came to lie), so each
// round starts them anew and gives one ratio.

import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { median, row, spread, verdict } from './figures.mjs';

const rounds = 8;
const warmUpSeconds = 12; // until V8 has compiled what matters: some 40,000 requests of Express
const seconds = 8;
const goal = 0.98;
const execute = promisify(execFile);
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

// A processor each for the server and for its load, so that who runs where is not left to chance.
const onProcessor = number =>
  availableParallelism() > 1 ? ['taskset', '--cpu-list', String(number)] : [];

const node = script => [join(programFolder, 'looptide-node'), script];
const programs = {
  'looptide': script => [looptide, 'run', '--level', 'phases', script],
  'looptide, off': script => [looptide, 'run', script],
};

async function start(command) {
  const [program, ...args] = [...onProcessor(0), ...command];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(20_000) });
  return { child, port: Number(String(chunk)) };
}

const ticksPerSecond = 100; // what Linux counts in for /proc, on every architecture

function processorSeconds({ child }) {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond; // utime, stime
}

async function load(server, duration) {
  const before = processorSeconds(server);
  const [program, ...args] = [...onProcessor(1), 'wrk', '-t1', '-c32', `-d${duration}s`,
                              `http://127.0.0.1:${server.port}/`];
  const { stdout } = await execute(program, args);
  if (/Non-2xx|Socket errors/.test(stdout))
    throw new Error(`the server did not answer every request:\n${stdout}`);
  const [, requests] = stdout.match(/(\d+) requests in/);
  return {
    rate: Number(stdout.match(/Requests\/sec:\s+([\d.]+)/)[1]),
    cost: (processorSeconds(server) - before) / Number(requests),
  };
}

const standardError = ratios => 1.25 * spread(ratios) / 0.67 / Math.sqrt(rounds);

async function loadTogether(commands) {
  const servers = [];
  try {
    for (const command of commands)
      servers.push(await start(command));
    await Promise.all(servers.map(server => load(server, warmUpSeconds)));
    return await Promise.all(servers.map(server => load(server, seconds)));
  } finally {
    for (const { child } of servers)
      child.kill('SIGKILL');
  }
}

async function compare(title, script) {
  console.log(`${title}, 32 connections each, two servers on one processor: medians of ${rounds} rounds`);
  row('', 'requests a second', 'CPU a request');
  for (const [name, command] of Object.entries(programs)) {
    const results = [];
    for (let round = 0; round < rounds; ++round) {
      const pair = [command(script), node(script)];
      const taken = await loadTogether(round % 2 ? pair.toReversed() : pair);
      results.push(round % 2 ? taken.toReversed() : taken);
    }
    report(name, results);
  }
}

function report(name, results) {
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
