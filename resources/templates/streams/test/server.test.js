import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

process.env.PORT = '0'; // any port that is free
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

test('all rows arrive, packed or not', async (t) => {
  t.mock.method(console, 'log', () => {});
  for (const encoding of ['gzip', 'identity']) {
    const response = await fetch(`${address}/readings.csv?rows=1000`, {
      headers: { 'Accept-Encoding': encoding },
    });
    const lines = (await response.text()).trimEnd().split('\n');
    assert.equal(lines.length, 1001);
    assert.match(lines[1], /^2026-01-01T00:00:00.000Z,s0,20$/);
  }
});

test('what nobody reads is not made', async (t) => {
  const log = t.mock.method(console, 'log', () => {});
  const controller = new AbortController();
  const response = await fetch(`${address}/readings.csv?rows=10000000`, {
    headers: { 'Accept-Encoding': 'identity' },
    signal: controller.signal,
  });
  const reader = response.body.getReader();
  await reader.read();
  controller.abort();
  await assert.rejects(reader.read());
  while (log.mock.callCount() === 0) {
    await new Promise(setImmediate);
  }
  assert.match(log.mock.calls[0].arguments[0], /left before the end/);
});

test('rows that are sent are summed up', async () => {
  const response = await fetch(`${address}/summary`, {
    method: 'POST',
    body: 'time,sensor,celsius\n1,a,20\n2,b,3.5\r\n3,a,22\nnonsense\n',
  });
  assert.deepEqual(await response.json(), {
    rows: 3,
    sensors: { a: { count: 2, highest: 22 }, b: { count: 1, highest: 3.5 } },
  });
});
