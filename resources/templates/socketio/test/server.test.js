import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, test } from 'node:test';
import { io as connect } from 'socket.io-client';

process.env.PORT = '0'; // any port that is free
const { io, server } = await import('../server.js');
let address;
const clients = [];

before(async () => {
  if (!server.listening) {
    await once(server, 'listening');
  }
  address = `http://127.0.0.1:${server.address().port}`;
});

afterEach(() => clients.splice(0).forEach((client) => client.close()));
after(() => io.close());

async function join(name) {
  const client = connect(address, { forceNew: true });
  clients.push(client);
  return [client, await client.emitWithAck('join', name)];
}

test('what one says, all hear', async () => {
  const [ada] = await join('Ada');
  const [bob] = await join('Bob');
  const heard = once(bob, 'message');
  await ada.emitWithAck('say', ' Hello ');
  const [{ name, text }] = await heard;
  assert.deepEqual([name, text], ['Ada', 'Hello']);
});

test('who comes later gets what was said before', async () => {
  const [eve] = await join('Eve');
  await eve.emitWithAck('say', 'Is anybody here?');
  const [, { messages }] = await join('Fay');
  assert.equal(messages.at(-1).text, 'Is anybody here?');
});

test('a name is there once, and free again afterwards', async () => {
  const [first] = await join('Gus');
  const [second, refused] = await join('Gus');
  assert.deepEqual(refused, { error: 'There is a Gus already.' });
  const [third] = await join('Hal');
  const left = once(third, 'people');
  first.close();
  await left;
  assert.equal((await second.emitWithAck('join', 'Gus')).name, 'Gus');
});

test('odd input is refused', async () => {
  const [, refused] = await join({ toString: 'x' });
  assert.match(refused.error, /^A name has/);
  const [client] = await join('Ida');
  client.emit('say', 'without a callback');
  client.emit('join');
  assert.match((await client.emitWithAck('say', '  ')).error, /needs/);
});

test('the page and the script of Socket.IO are served', async () => {
  assert.equal((await fetch(address)).status, 200);
  assert.equal((await fetch(`${address}/socket.io/socket.io.esm.min.js`)).status, 200);
});
