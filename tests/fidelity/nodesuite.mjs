// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs Node's own test programs under looptide-node and under `looptide run`, and prints those that
// pass in the first but not in the second. The programs come from Node's source package, which is not
// part of this project:
//
//   looptide-node nodesuite.mjs --tests NODE_SOURCE/test/parallel [--every N] [--jobs N] [--match RE]
//
// --every N takes each Nth program (a sample), --match only names that fit, --record runs them while
// they are recorded (at --level LEVEL), --isolated in a process of their own, --report FILE gets what the different ones
// print. Exit 1 when fewer than 98 % of the programs that pass under looptide-node pass this way.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    tests: { type: 'string' },
    every: { type: 'string', default: '1' },
    offset: { type: 'string', default: '0' },
    jobs: { type: 'string', default: '2' },
    match: { type: 'string', default: '' },
    timeout: { type: 'string', default: '60' },
    record: { type: 'boolean', default: false },
    level: { type: 'string', default: '' },
    isolated: { type: 'boolean', default: false },
    report: { type: 'string', default: '' },
    looptide: { type: 'string', default: path.join(path.dirname(process.execPath), 'looptide') },
  },
});
if (!options.tests) {
  console.error('nodesuite: --tests DIR is needed: the test/parallel folder of a Node source tree');
  process.exit(2);
}

const wantedShare = 0.98;
const ownOptions = [
  ...options.record ? ['--record', '/dev/null'] : [],
  ...options.level ? ['--level', options.level] : [],
  ...options.isolated ? ['--isolated'] : [],
];

function flagsOf(file) {
  const match = /^\/\/ Flags: (.*)$/m.exec(readFileSync(file, 'utf8'));
  return match ? match[1].trim().split(/\s+/) : [];
}

function programs() {
  const pattern = new RegExp(options.match);
  return readdirSync(options.tests)
    .filter((name) => /^test-.*\.m?js$/.test(name) && pattern.test(name))
    .sort()
    .filter((_, index) => index % Number(options.every) === Number(options.offset))
    .map((name) => path.join(options.tests, name));
}

// Resolves with { passed, code, signal, output }; a program that does not end in time is killed with
// everything it started.
function run(command, args, slot) {
  return new Promise((resolve) => {
    const scratch = mkdtempSync(path.join(tmpdir(), 'nodesuite-'));
    const child = spawn(command, args, {
      argv0: command === process.execPath ? 'node' : undefined,
      detached: true,
      cwd: path.dirname(path.dirname(options.tests)),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TEST_THREAD_ID: `${process.pid}-${slot}`, NODE_TEST_DIR: scratch,
        TEST_PARALLEL: '1' },
    });
    let output = '';
    const collect = (chunk) => { if (output.length < 1 << 16) output += chunk; };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const endGroup = () => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* gone */ } };
    let late = false;
    const timer = setTimeout(() => { late = true; endGroup(); }, Number(options.timeout) * 1000);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      endGroup(); // what it left running keeps the pipes open
    });
    child.on('close', (code, signal) => {
      rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
      resolve({ passed: code === 0, code, signal: late ? 'timeout' : signal, output });
    });
  });
}

if (options.report)
  rmSync(options.report, { force: true });
const queue = programs();
const total = queue.length;
const failures = [];
let done = 0, baseline = 0, passed = 0;

// At once, since a whole run takes an hour.
function noteFailure(failure) {
  failures.push(failure);
  console.log(`differs: ${failure.name} (${failure.signal ?? `exit ${failure.code}`})`);
  if (options.report) {
    writeFileSync(options.report, `=== ${failure.name} code=${failure.code} signal=${failure.signal}\n${
      failure.output}\n`, { flag: 'a' });
  }
}

async function worker(slot) {
  for (let file = queue.shift(); file; file = queue.shift()) {
    const args = [...flagsOf(file), file];
    const reference = await run(process.execPath, args, slot);
    if (reference.passed) {
      baseline += 1;
      // Twice, since some of these programs depend on time.
      let hosted = await run(options.looptide, ['run', ...ownOptions, ...args], slot);
      if (!hosted.passed)
        hosted = await run(options.looptide, ['run', ...ownOptions, ...args], slot);
      if (hosted.passed) passed += 1;
      else noteFailure({ name: path.basename(file), ...hosted });
    }
    done += 1;
    if (done % 50 === 0) console.error(`${done}/${total}, ${failures.length} differ`);
  }
}

await Promise.all(Array.from({ length: Number(options.jobs) }, (_, slot) => worker(slot)));
const share = baseline ? passed / baseline : 0;
console.log(`${total} programs, ${baseline} pass under looptide-node, ${passed} of these in process: ${
  (share * 100).toFixed(2)} %`);
process.exit(share >= wantedShare ? 0 : 1);
