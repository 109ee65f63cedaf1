import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

process.env.PORT = '0'; // any port that is free
const { feed } = await import('../feed.js');
const { server } = await import('../server.js');
let address;

before(async () => {
  if (!server.listening) {
    await once(server, 'listening');
  }
  address = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.close();
  server.closeAllConnections();
});

// Reads events until there are enough of them, and closes the connection.
async function readEvents(count, headers = {}) {
  const response = await fetch(`${address}/events`, { headers });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  let text = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const data = [...text.matchAll(/^data: (.*)\n\n/gm)].map((match) => JSON.parse(match[1]));
    if (data.length >= count) {
      return data;
    }
  }
  return [];
}

test('events arrive one after the other', async () => {
  const [first, second] = await readEvents(2);
  assert.equal(second.id, first.id + 1);
  assert.ok(first.memoryMegabytes > 0);
});

test('who comes back gets what was missed', async () => {
  const seen = await readEvents(2);
  const [next] = await readEvents(1, { 'Last-Event-ID': String(seen[0].id) });
  assert.equal(next.id, seen[0].id + 1);
});

test('a visitor who leaves is forgotten', async () => {
  await readEvents(1);
  while (feed.listenerCount('event') > 0) {
    await once(feed, 'event');
  }
});

test('the page is served, and nothing outside of public/', async () => {
  assert.equal((await fetch(address)).status, 200);
  assert.equal((await fetch(`${address}/..%2fserver.js`)).status, 404);
});
