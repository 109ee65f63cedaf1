// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs each program in programs/ under looptide-node and in the ways that `looptide run` has, and compares
// standard output, standard error, exit code and signal.
//
//   looptide-node run.mjs [--filter RE] [--every N] [--way NAME]... [--jobs N] [--keep]
//
// Ways: "process" and "recorded" (in process, which is what is done without --way), "isolated" and
// "isolated-recorded" (in a process of its own). --every takes each Nth program, a sample.
//
// A program is a file programs/AREA/NAME.{js,mjs,cjs,ts,mts,cts} or a command line in NAME.case.json;
// names that begin with "_" and folders belong to programs. Its first lines may hold a comment
//   // fidelity: {"node": [...], "args": [...], "stdin": "...", "env": {...}, "sort": true}
// node: options of Node, args: arguments, sort: lines of the output have no order. For TypeScript, which
// looptide-node cannot run, NAME.EXT.out holds what is expected (--update writes it).
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { diff, parseArgs, styleText } from 'node:util';

const { values: options } = parseArgs({
  options: {
    filter: { type: 'string', default: '' },
    every: { type: 'string', default: '1' },
    way: { type: 'string', multiple: true, default: ['process', 'recorded'] },
    jobs: { type: 'string', default: '2' },
    update: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false }, // the scratch folder
    looptide: { type: 'string', default: path.join(path.dirname(process.execPath), 'looptide') },
  },
});

const programsDir = path.join(import.meta.dirname, 'programs');
const scratchRoot = mkdtempSync(path.join(realpathSync(tmpdir()), 'fidelity-'));
const timeLimit = 40_000; // ms for a run of a program that ends within one second

function findPrograms() {
  const wanted = new RegExp(options.filter);
  const programs = [];
  for (const area of readdirSync(programsDir).sort()) {
    for (const name of readdirSync(path.join(programsDir, area)).sort()) {
      if (/^[^_].*\.([mc]?[jt]s|case\.json)$/.test(name) && wanted.test(`${area}/${name}`))
        programs.push(readProgram(area, name));
    }
  }
  return programs.filter((_, index) => index % Number(options.every) === 0);
}

function readProgram(area, name) {
  const file = path.join(programsDir, area, name);
  const text = readFileSync(file, 'utf8');
  const isCase = name.endsWith('.case.json');
  const comment = /^\/\/ fidelity: (\{.*\})$/m.exec(text);
  const meta = isCase ? JSON.parse(text) : comment ? JSON.parse(comment[1]) : {};
  return {
    title: `${area}/${name}`,
    folder: path.join(programsDir, area),
    words: [...meta.node ?? [], ...isCase ? [] : [`./${name}`], ...meta.args ?? []],
    expected: /\.[mc]?ts$/.test(name) ? `${file}.out` : undefined,
    ...meta,
  };
}

function run(command, argv0, words, program, scratch) {
  return new Promise((resolve) => {
    const child = spawn(command, words, {
      argv0,
      cwd: program.folder,
      detached: true,
      stdio: [program.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: scratch,
        TMPDIR: scratch,
        LANG: 'C.UTF-8',
        TZ: 'Europe/Berlin',
        FIDELITY_TMP: scratch,
        FIDELITY_ADDON: process.env.FIDELITY_ADDON,
        FIDELITY_PACKAGES: process.env.FIDELITY_PACKAGES,
        ...program.env,
      },
    });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8');
      child[stream].on('data', (text) => { output[stream] += text; });
    }
    if (program.stdin !== undefined) {
      child.stdin.on('error', () => {}); // a program need not read it
      child.stdin.end(program.stdin);
    }
    const endGroup = () => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* gone */ } };
    let late = false;
    const timer = setTimeout(() => { late = true; endGroup(); }, timeLimit);
    child.on('exit', () => {
      clearTimeout(timer);
      endGroup(); // what it left behind keeps the pipes open
    });
    child.on('close', (code, signal) => {
      resolve({ ...output, end: late ? 'does not end' : signal ?? `exit ${code}` });
    });
  });
}

function normalized(text, program, scratch) {
  let result = text
    .replaceAll(scratch, '<tmp>')
    .replaceAll(programsDir, '<programs>')
    .replaceAll(process.execPath, '<node>')
    .replace(/\(node:\d+/g, '(node:PID')
    .replace(/^(FIDELITY) \d+:/gm, '$1 PID:')
    .replace(/ws:\/\/127\.0\.0\.1:\d+\/[0-9a-f-]+/g, 'ws://INSPECTOR')
    .replace(/\bduration_ms:? [\d.]+/g, 'duration_ms N')
    .replace(/\b0x[0-9a-f]{6,}\b/g, '0xADDRESS');
  if (program.sort)
    result = result.split('\n').sort().join('\n');
  return result;
}

async function outcome(command, argv0, words, program) {
  const scratch = mkdtempSync(path.join(scratchRoot, 'run-'));
  const result = await run(command, argv0, words, program, scratch);
  const text = `${normalized(result.stdout, program, scratch)}\n--- stderr\n${
    normalized(result.stderr, program, scratch)}\n--- ${result.end}\n`;
  if (!options.keep)
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  return text;
}

async function expectation(program) {
  if (!program.expected)
    return outcome(process.execPath, 'node', program.words, program);
  if (options.update)
    writeFileSync(program.expected, await outcome(options.looptide, 'looptide', ['run', ...program.words], program));
  return existsSync(program.expected) ? readFileSync(program.expected, 'utf8') : 'no file of expected output';
}

function describe(expected, actual) {
  const lines = diff(expected.split('\n'), actual.split('\n'));
  const near = (index) => lines.slice(Math.max(0, index - 2), index + 3).some(([operation]) => operation !== 0);
  return lines.filter((_, index) => near(index)).slice(0, 60).map(([operation, line]) =>
    (operation === 0 ? `    ${line.slice(0, 200)}`
      : operation < 0 ? styleText('red', `  - ${line.slice(0, 200)}`)
        : styleText('green', `  + ${line.slice(0, 200)}`))).join('\n');
}

let counter = 0;
const record = () => ['--record', path.join(scratchRoot, `${counter++}.looptide`)];
const allWays = {
  'process': { name: 'in process', words: () => ['run'] },
  'recorded': { name: 'in process, recorded', words: () => ['run', ...record()] },
  'isolated': { name: 'isolated', words: () => ['run', '--isolated'] },
  'isolated-recorded': { name: 'isolated, recorded', words: () => ['run', '--isolated', ...record()] },
};
const ways = options.way.map((name) => {
  if (!Object.hasOwn(allWays, name))
    throw new Error(`there is no way "${name}": ${Object.keys(allWays).join(', ')}`);
  return allWays[name];
});
let failures = 0;

// Threads and processes that a program starts may finish in more than one order, under Node too: a
// difference counts when it is seen in each of three comparisons.
const comparisons = 3;

async function difference(program, way) {
  let expected;
  let actual;
  for (let i = 0; i < comparisons; i++) {
    expected = await expectation(program);
    actual = await outcome(options.looptide, 'looptide', [...way.words(), ...program.words], program);
    if (actual === expected)
      return null;
  }
  return describe(actual, expected);
}

async function check(program) {
  const expected = await expectation(program);
  if (expected.includes('\n--- does not end')) {
    failures += 1;
    console.log(`FAIL  ${program.title}: does not end under looptide-node\n${expected}`);
    return;
  }
  for (const way of ways) {
    const actual = await outcome(options.looptide, 'looptide', [...way.words(), ...program.words], program);
    if (actual === expected)
      continue;
    const lasting = await difference(program, way);
    if (lasting) {
      failures += 1;
      console.log(`FAIL  ${program.title}, ${way.name} (- node, + Looptide)\n${lasting}`);
      return;
    }
  }
  console.log(`ok    ${program.title}`);
}

const queue = findPrograms();
const total = queue.length;
async function worker() {
  for (let program = queue.shift(); program; program = queue.shift())
    await check(program);
}
await Promise.all(Array.from({ length: Number(options.jobs) }, worker));
if (!options.keep)
  rmSync(scratchRoot, { recursive: true, force: true, maxRetries: 3 });
console.log(`${total - failures} of ${total} programs run the same`);
process.exitCode = failures === 0 && total > 0 ? 0 : 1;
