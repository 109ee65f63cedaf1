import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

process.env.PORT = '0'; // any port that is free
const { server } = await import('../app.js');
let address;

before(async () => {
  if (!server.listening) {
    await once(server, 'listening');
  }
  address = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

function send(method, path, body) {
  return fetch(address + path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('the start page is served', async () => {
  const response = await fetch(address);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /html/);
});

test('a task can be added, ticked off and removed', async () => {
  const created = await send('POST', '/api/tasks', { title: 'Write a test' });
  assert.equal(created.status, 201);
  const path = created.headers.get('location');

  const changed = await send('PATCH', path, { done: true });
  assert.equal((await changed.json()).done, true);

  assert.equal((await send('DELETE', path)).status, 204);
  assert.equal((await fetch(address + path)).status, 404);
});

test('a task without a title is refused', async () => {
  const response = await send('POST', '/api/tasks', { title: ' ' });
  assert.equal(response.status, 400);
  assert.deepEqual(await response.json(), { error: 'A task needs a title.' });
});

test('an unknown address is a 404 in the form that was asked for', async () => {
  const json = await fetch(`${address}/nowhere`);
  assert.equal(json.status, 404);
  assert.match((await json.json()).error, /nowhere/);

  const page = await fetch(`${address}/nowhere`, { headers: { Accept: 'text/html' } });
  assert.equal(page.status, 404);
  assert.match(await page.text(), /<h1>404 Not Found<\/h1>/);
});

test('a failure is a 500 that keeps its details to itself', async (t) => {
  const log = t.mock.method(console, 'error', () => {});
  const response = await fetch(`${address}/api/fail`);
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /on purpose/);
  assert.equal(log.mock.callCount(), 1);
});
