const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const readline = require('node:readline');
const { after, before, test } = require('node:test');

let program;
let lines;
let address;

// Resolves with the next line of the program's output that matches.
async function nextLine(pattern) {
  for (;;) {
    const { value: line, done } = await lines.next();
    assert.ok(!done, 'The program has ended.');
    const match = line.match(pattern);
    if (match) {
      return match;
    }
  }
}

before(async () => {
  program = spawn(process.execPath, [path.join(__dirname, '../server.js')], {
    env: { ...process.env, PORT: '0', WORKERS: '2' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  lines = readline.createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  [, address] = await nextLine(/^Listening on (.*)$/);
});

after(async () => {
  program.kill();
  await once(program, 'exit');
});

async function workers(requests) {
  const pids = new Set();
  for (let i = 0; i < requests; i++) {
    pids.add((await (await fetch(`${address}/work`)).json()).pid);
  }
  return pids;
}

test('requests are shared among the workers', async () => {
  const pids = await workers(6);
  assert.equal(pids.size, 2);
  assert.ok(!pids.has(program.pid));
});

test('a worker that ends is replaced', async () => {
  const { pid } = await (await fetch(`${address}/crash`, { method: 'POST' })).json();
  const [, next] = await nextLine(/^Worker (\d+) is ready/);
  assert.notEqual(Number(next), pid);
  const pids = await workers(6);
  assert.equal(pids.size, 2);
  assert.ok(!pids.has(pid));
});

test('the page is served', async () => {
  assert.match(await (await fetch(address)).text(), /several processes/);
});
