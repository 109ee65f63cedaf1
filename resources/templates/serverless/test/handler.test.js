import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { handler } from '../handler.js';
import { eventFrom, invoke } from '../platform.js';

// A function needs no server to be tested: an event goes in, a result comes out.
async function eventNamed(name) {
  return JSON.parse(await readFile(path.join(import.meta.dirname, '../events', name), 'utf8'));
}

function request(method, url, body = []) {
  return Object.assign(Readable.from(body), { method, url, headers: {} });
}

test('the events in events/ give the expected results', async () => {
  const hello = await handler(await eventNamed('hello.json'));
  assert.equal(hello.statusCode, 200);
  assert.equal(JSON.parse(hello.body).message, 'Hello, Ada!');

  const sum = await handler(await eventNamed('sum.json'));
  assert.deepEqual(JSON.parse(sum.body), { sum: 42 });
});

test('an instance counts its calls', async () => {
  const event = await eventNamed('hello.json');
  const before = JSON.parse((await handler(event)).body).calls;
  assert.equal(JSON.parse((await handler(event)).body).calls, before + 1);
});

test('requests become events', async () => {
  const event = await eventFrom(request('POST', '/sum?a=1&b=2', ['[1,', '2]']));
  assert.deepEqual(event.queryStringParameters, { a: '1', b: '2' });
  assert.equal(event.body, '[1,2]');
  assert.equal(event.isBase64Encoded, false);

  const binary = await eventFrom(request('POST', '/sum', [Buffer.from([0xff, 0xfe])]));
  assert.equal(binary.isBase64Encoded, true);
});

test('bad input is refused', async () => {
  const event = await eventNamed('sum.json');
  assert.equal((await handler({ ...event, body: 'x' })).statusCode, 400);
  assert.equal((await handler({ ...event, body: '["1"]' })).statusCode, 400);
});

test('failures and slowness become a 502', async (t) => {
  t.mock.method(console, 'error', () => {});
  t.mock.method(console, 'log', () => {});
  const failed = await invoke(async () => { throw new Error('x'); }, {});
  assert.equal(failed.statusCode, 502);

  t.mock.timers.enable({ apis: ['setTimeout'] });
  const late = invoke(() => new Promise(() => {}), {});
  t.mock.timers.tick(3000);
  assert.equal((await late).statusCode, 502);
});
