import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { count } from '../count.js';

const program = path.join(import.meta.dirname, '../cli.js');
const folder = import.meta.dirname;

function run(args, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  return { status, stdout, stderr };
}

test('words and characters may be split between pieces', async () => {
  const bytes = Buffer.from('über uns\n');
  const pieces = [bytes.subarray(0, 1), bytes.subarray(1, 3), bytes.subarray(3)];
  assert.deepEqual(await count(Readable.from(pieces, { objectMode: false })), {
    lines: 1,
    words: 2,
    chars: 9,
  });
});

test('the standard input is counted without a file', () => {
  const { status, stdout } = run([], 'one two\nthree\n');
  assert.equal(status, 0);
  assert.equal(stdout, '       2       3      14  -\n');
});

test('options choose the columns', () => {
  assert.equal(run(['-w'], 'one two\n').stdout, '       2  -\n');
  assert.deepEqual(JSON.parse(run(['--json'], 'one').stdout), [
    { name: '-', lines: 0, words: 1, chars: 3 },
  ]);
});

test('several files have a total', () => {
  const { stdout } = run(['-l', 'cli.test.js', 'cli.test.js']);
  const [first, second, sum] = stdout.trimEnd().split('\n').map((line) => Number.parseInt(line, 10));
  assert.equal(sum, first + second);
});

test('problems are reported and change the exit code', () => {
  const missing = run(['nowhere.txt', '-'], 'x');
  assert.equal(missing.status, 1);
  assert.equal(missing.stderr, 'textcount: nowhere.txt: there is no such file\n');
  assert.match(missing.stdout, /1 {2}-\n/);

  const unknown = run(['--nope']);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /^textcount: Unknown option '--nope'\. Try --help\.\n$/);

  assert.match(run(['--help']).stdout, /^Usage: textcount/);
});
