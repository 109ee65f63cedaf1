import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

process.env.PORT = '0'; // any port that is free
process.env.DATABASE = ':memory:';
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
  assert.deepEqual((await changed.json()).done, true);

  const tasks = await (await send('GET', '/api/tasks')).json();
  assert.ok(tasks.some(({ title, done }) => title === 'Write a test' && done));

  assert.equal((await send('DELETE', path)).status, 204);
  assert.equal((await fetch(address + path)).status, 404);
});

test('a title with SQL in it is only a title', async () => {
  const title = "x'); DROP TABLE tasks; --";
  const created = await send('POST', '/api/tasks', { title });
  assert.equal((await created.json()).title, title);
  assert.equal((await send('GET', '/api/tasks')).status, 200);
});

test('bad requests are refused with the reason', async () => {
  const noTitle = await send('POST', '/api/tasks', { title: ' ' });
  assert.equal(noTitle.status, 400);
  assert.deepEqual(await noTitle.json(), { error: 'A task needs a title.' });

  const noTask = await send('PATCH', '/api/tasks/999', { done: true });
  assert.equal(noTask.status, 404);

  const method = await send('PUT', '/api/tasks', {});
  assert.equal(method.status, 405);
  assert.equal(method.headers.get('allow'), 'GET, POST');

  const large = await send('POST', '/api/tasks', { title: 'x'.repeat(200_000) });
  assert.equal(large.status, 413);
});

test('a failure is a 500 that keeps its details to itself', async (t) => {
  const log = t.mock.method(console, 'error', () => {});
  const response = await fetch(`${address}/api/fail`);
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /on purpose/);
  assert.equal(log.mock.callCount(), 1);
});
