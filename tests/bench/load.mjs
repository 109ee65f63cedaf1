// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

const warmUpSeconds = 12; // until V8 has compiled what matters: some 40,000 requests of Express
const seconds = 8;
const execute = promisify(execFile);

// A processor each for the server and for its load, so that who runs where is not left to chance.
const onProcessor = number =>
  availableParallelism() > 1 ? ['taskset', '--cpu-list', String(number)] : [];

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

// Starts a server for each command, loads all of them at the same time, and returns the requests a
// second and the processor time of a request of each.
export async function loadTogether(commands) {
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
