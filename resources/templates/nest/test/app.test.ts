import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TasksService } from '../src/tasks/tasks.service.ts';
import { TitlePipe } from '../src/tasks/title.pipe.ts';

process.env.PORT = '0'; // any port that is free
const { app } = await import('../src/main.ts');
let address: string;

before(async () => {
  address = await app.getUrl();
});

after(() => app.close());

function send(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(address + path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('services and pipes are classes that need no server', () => {
  const tasks = new TasksService();
  const { id } = tasks.add('Write a test');
  assert.equal(tasks.setDone(id, true).done, true);
  assert.throws(() => tasks.find(99), /no task 99/);
  assert.equal(new TitlePipe().transform(' x '), 'x');
});

test('a task can be added, ticked off and removed', async () => {
  const created = await send('POST', '/api/tasks', { title: 'Write a test' });
  assert.equal(created.status, 201);
  const path = created.headers.get('location') ?? '';
  assert.match(path, /^\/api\/tasks\/\d+$/);

  const changed = await send('PATCH', path, { done: true });
  assert.equal(((await changed.json()) as { done: boolean }).done, true);

  assert.equal((await send('DELETE', path)).status, 204);
  assert.equal((await send('GET', path)).status, 404);
});

test('bad requests are refused with the reason', async () => {
  const response = await send('POST', '/api/tasks', { title: ' ' });
  assert.equal(response.status, 400);
  assert.equal(((await response.json()) as Error).message, 'A task needs a title.');
  assert.equal((await send('GET', '/api/tasks/one')).status, 400);
  assert.equal((await send('PATCH', '/api/tasks/1', { done: 'maybe' })).status, 400);
});

test('the page is served', async () => {
  const response = await fetch(address);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /html/);
});
