import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

process.env.PORT = '0'; // any port that is free
const { Pool } = await import('../pool.js');
const { countPrimes } = await import('../primes.js');
const { server } = await import('../server.js');
let address;

before(async () => {
  if (!server.listening) {
    await once(server, 'listening');
  }
  address = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

async function get(path) {
  return (await fetch(address + path)).json();
}

test('primes are counted', () => {
  assert.deepEqual([0, 2, 3, 10, 100, 1000].map(countPrimes), [0, 0, 1, 4, 25, 168]);
});

test('both routes come to the same result', async () => {
  const expected = { limit: 100_000, primes: 9592 };
  assert.deepEqual(await get('/on-the-loop?limit=100000'), expected);
  assert.deepEqual(await get('/in-a-worker?limit=100000'), expected);
});

test('the server responds while a worker computes', async () => {
  const order = [];
  const work = get('/in-a-worker?limit=20000000').then(() => order.push('work'));
  await get('/ping').then(() => order.push('ping'));
  await work;
  assert.deepEqual(order, ['ping', 'work']);
});

test('more tasks than workers wait in line', async () => {
  const pool = new Pool(new URL('../worker.js', import.meta.url), 1);
  const results = await Promise.all([10, 100, 1000].map((limit) => pool.run(limit)));
  assert.deepEqual(results, [4, 25, 168]);
  await pool.close();
});

test('a worker that fails is replaced', async () => {
  const code = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (message) => { throw new Error(message); });`;
  const pool = new Pool(new URL(`data:text/javascript,${encodeURIComponent(code)}`), 1);
  await assert.rejects(pool.run('first'), /first/);
  await assert.rejects(pool.run('second'), /second/);
  await pool.close();
});
