// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Requests a second of a plain http server and of an Express one, in process with what a window
// records (level phases), in process without recording, and under `node`. The servers are loaded in
// turn, in short slices, so that a machine whose speed drifts does so for all. One process of the same
// program is faster than the next by some percent all its life (where its code came to lie), so each
// round starts them anew and gives one ratio. The processor time that a server spent on a request says
// the same with less noise, where other programs are busy too.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { median, row, spread, verdict } from './figures.mjs';

const rounds = 6;
const slices = 6; // of a second, for each server of a round
const warmUp = 6; // slices until V8 has compiled what matters; Express gains for five of them
const goal = 0.98;
const looptide = join(process.argv[2], 'bin', 'looptide');
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

const programs = {
  'looptide': script => [looptide, 'run', '--level', 'phases', script],
  'looptide, off': script => [looptide, 'run', script],
  'node': script => ['node', script],
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

function load(server) {
  const before = processorSeconds(server);
  const [program, ...args] = [...onProcessor(1), 'wrk', '-t1', '-c32', '-d1s',
                              `http://127.0.0.1:${server.port}/`];
  const output = execFileSync(program, args, { encoding: 'utf8' });
  if (/Non-2xx|Socket errors/.test(output))
    throw new Error(`the server did not answer every request:\n${output}`);
  const [, requests] = output.match(/(\d+) requests in/);
  return {
    rate: Number(output.match(/Requests\/sec:\s+([\d.]+)/)[1]),
    cost: (processorSeconds(server) - before) / Number(requests),
  };
}

const standardError = ratios => 1.25 * spread(ratios) / 0.67 / Math.sqrt(rounds);

// Medians of the slices of each server.
async function round(script) {
  const servers = {};
  try {
    for (const [name, command] of Object.entries(programs))
      servers[name] = await start(command(script));
    const names = Object.keys(servers);
    for (let slice = 0; slice < warmUp; ++slice)
      names.forEach(name => load(servers[name]));

    const taken = Object.fromEntries(names.map(name => [name, []]));
    for (let slice = 0; slice < slices; ++slice) {
      for (const name of slice % 2 ? names.toReversed() : names)
        taken[name].push(load(servers[name]));
    }
    return Object.fromEntries(names.map(name => [name, {
      rate: median(taken[name].map(slice => slice.rate)),
      cost: median(taken[name].map(slice => slice.cost)),
    }]));
  } finally {
    for (const { child } of Object.values(servers))
      child.kill('SIGKILL');
  }
}

async function compare(title, script) {
  const results = [];
  for (let number = 0; number < rounds; ++number)
    results.push(await round(script));
  report(title, Object.fromEntries(
    Object.keys(programs).map(name => [name, results.map(result => result[name])])));
}

function report(title, { node, ...others }) {
  console.log(`${title}, 32 connections: medians of ${rounds} rounds, each with new processes that took turns`);
  row('', 'requests a second', 'CPU a request');
  for (const [name, own] of Object.entries({ ...others, node })) {
    row(name, median(own.map(result => result.rate)).toFixed(0),
        `${(median(own.map(result => result.cost)) * 1e6).toFixed(1)} us`);
  }
  for (const [name, own] of Object.entries(others)) {
    const rates = own.map((result, i) => result.rate / node[i].rate);
    const costs = own.map((result, i) => node[i].cost / result.cost);
    row(`${name} / node`, ...[rates, costs].map(
      ratios => `${median(ratios).toFixed(3)} ± ${standardError(ratios).toFixed(3)}`));
    verdict(`${name}: at least ${goal} of node's requests a second`, median(rates) >= goal);
  }
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
