import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, beforeEach, mock, test } from 'node:test';

process.env.PORT = '0'; // any port that is free
const { server } = await import('../server.js');
let address;
const log = mock.method(console, 'log', () => {});

before(async () => {
  if (!server.listening) {
    await once(server, 'listening');
  }
  address = `http://127.0.0.1:${server.address().port}`;
});

beforeEach(() => log.mock.resetCalls());
after(() => server.close());

async function ask(query, variables) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

test('the response has what was asked for', async () => {
  assert.deepEqual(await ask('{ book(id: "1") { title author { name } } }'), {
    data: { book: { title: 'Frankenstein', author: { name: 'Mary Shelley' } } },
  });
  assert.deepEqual(await ask('{ book(id: "99") { title } }'), { data: { book: null } });
});

test('the authors of many books are fetched at once', async () => {
  const { data } = await ask('{ books { author { name } } }');
  assert.ok(data.books.length >= 5);
  assert.deepEqual(log.mock.calls.map((call) => call.arguments[0]), [
    'The store is asked for the authors 1, 2, 3.',
  ]);
});

test('a book can be added', async () => {
  const add = 'mutation ($title: String!) { addBook(title: $title, authorId: "2") { id } }';
  const { data } = await ask(add, { title: 'Around the World' });
  const { data: found } = await ask('{ books(search: "around") { id } }');
  assert.deepEqual(found.books, [data.addBook]);
});

test('mistakes are reported with the place', async () => {
  const { errors } = await ask('{ books { price } }');
  assert.match(errors[0].message, /Cannot query field "price"/);
  const { errors: refused } = await ask('mutation { addBook(title: " ", authorId: "1") { id } }');
  assert.equal(refused[0].message, 'A book needs a title.');
});

test('the page is served', async () => {
  assert.equal((await fetch(address)).status, 200);
});
