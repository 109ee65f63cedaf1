// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Time from exec until the text of a 1,000-line JavaScript file is on the screen, and memory 3 s
// later, beside Kate and Geany. Runs take turns, each program has a home folder of its own that a
// first, uncounted run has filled, and all are watched by the same tool (firstpaint.cpp).

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, row, spread, verdict } from './figures.mjs';

const rounds = 9;
const bin = join(process.argv[2], 'bin');
const folder = mkdtempSync(join(tmpdir(), 'looptide-bench-'));
const file = join(folder, 'project', 'service.js');

const programs = {
  looptide: [join(bin, 'looptide'), file],
  kate: ['kate', '--new', '--startanon', file],
  geany: ['geany', '--new-instance', file],
};

function sourceText() {
  const lines = ["import { createServer } from 'node:http';", ''];
  for (let i = 0; lines.length < 996; ++i) {
    lines.push(
      `// Handles the request number ${i} of a long list of requests that are alike.`,
      `export async function handle${i}(request, response, { log = console, limit = ${i} } = {}) {`,
      `  const body = await read(request, { limit, encoding: 'utf8', signal: AbortSignal.timeout(${i}) });`,
      `  if (body.length > limit) return response.writeHead(413).end(\`too large: \${body.length}\`);`,
      `  log.info('request', { index: ${i}, path: request.url.replace(/\\/+$/, ''), size: body.length });`,
      '}');
  }
  return lines.join('\n') + '\n';
}

function measure(name) {
  const home = join(folder, name);
  mkdirSync(join(home, 'runtime'), { recursive: true, mode: 0o700 });
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: join(home, 'runtime'), LC_ALL: 'C.UTF-8' };
  for (const key of ['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'])
    delete env[key];
  const output = execFileSync('dbus-run-session', ['--', join(bin, 'firstpaint'), ...programs[name]],
                              { cwd: join(folder, 'project'), env, encoding: 'utf8',
                                stdio: ['ignore', 'pipe', process.env.LOOPTIDE_BENCH_VERBOSE ? 'inherit' : 'pipe'] });
  return JSON.parse(output);
}

mkdirSync(join(folder, 'project'));
writeFileSync(file, sourceText());
try {
  const names = Object.keys(programs);
  for (const name of names)
    measure(name);
  const runs = Object.fromEntries(names.map(name => [name, []]));
  for (let round = 0; round < rounds; ++round) {
    for (const name of names)
      runs[name].push(measure(name));
  }
  const figure = (name, key) => median(runs[name].map(run => run[key]));

  console.log(`Start with a 1,000-line file open: medians of ${rounds} runs that took turns`);
  row('', 'window on screen', 'text on screen', 'looptide / this', 'resident after 3 s');
  for (const name of names) {
    const texts = runs[name].map(run => run.textMs);
    row(name, `${figure(name, 'windowMs').toFixed(0)} ms`,
        `${median(texts).toFixed(0)} ms ± ${spread(texts).toFixed(0)}`,
        name === 'looptide' ? '' : (figure('looptide', 'textMs') / median(texts)).toFixed(2),
        `${(figure(name, 'residentKb') / 1024).toFixed(0)} MB`);
  }
  const fastest = Math.min(figure('kate', 'textMs'), figure('geany', 'textMs'));
  verdict('text on screen sooner than in both others', figure('looptide', 'textMs') < fastest);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
