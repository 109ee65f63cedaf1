import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import readline from 'node:readline';
import { after, before, test } from 'node:test';

let program;
let address;
let lines;

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
  program = spawn(process.execPath, [path.join(import.meta.dirname, '../start.js')], {
    env: { ...process.env, PORT: '0', STOCK_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  lines = readline.createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  [, address] = await nextLine(/^\[shop\] Listening on (.*)$/);
});

after(async () => {
  program.kill();
  await once(program, 'exit');
});

async function send(method, path, headers) {
  const response = await fetch(address + path, { method, headers });
  return [response.status, await response.json()];
}

test('an order takes a piece out of the stock', async () => {
  assert.deepEqual(await send('GET', '/products/tea'), [200, { name: 'tea', pieces: 12 }]);
  assert.deepEqual(await send('POST', '/orders/tea'), [200, { name: 'tea', pieces: 11 }]);
  assert.deepEqual(await send('GET', '/products/tea'), [200, { name: 'tea', pieces: 11 }]);
});

test('what is not there cannot be ordered', async () => {
  assert.deepEqual(await send('POST', '/orders/cocoa'), [409, { error: 'There is no cocoa left.' }]);
  assert.equal((await send('GET', '/products/gold'))[0], 404);
});

test('one id is in the logs of both services', async () => {
  await send('GET', '/products/coffee', { 'X-Request-Id': 'find-me' });
  const pattern = /^\[(\w+)\] find-me GET/;
  const names = [(await nextLine(pattern))[1], (await nextLine(pattern))[1]];
  assert.deepEqual(names.sort(), ['shop', 'stock']);
});

test('the shop does not wait for ever', async () => {
  await send('POST', '/slow');
  assert.deepEqual(await send('GET', '/products/tea'), [504, { error: 'The stock is too slow.' }]);
  await send('POST', '/slow');
});
