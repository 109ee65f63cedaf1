import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { convert, isUnit, type Unit } from '../temperature.ts';

process.env.PORT = '0'; // any port that is free
const { server } = await import('../server.ts');
let address: string;

before(async () => {
  if (!server.listening) {
    await once(server, 'listening');
  }
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => server.close());

test('temperatures are converted', () => {
  const cases: [number, Unit, Unit, number][] = [
    [20, 'celsius', 'fahrenheit', 68],
    [-40, 'fahrenheit', 'celsius', -40],
    [0, 'kelvin', 'celsius', -273.15],
    [5, 'kelvin', 'kelvin', 5],
  ];
  for (const [value, from, to, expected] of cases) {
    assert.equal(convert(value, from, to), expected);
  }
});

test('other units are not known', () => {
  assert.ok(isUnit('kelvin'));
  assert.ok(!isUnit('toString'));
});

test('the server converts', async () => {
  const response = await fetch(`${address}/convert?value=100&from=celsius&to=kelvin`);
  assert.deepEqual(await response.json(), { value: 100, from: 'celsius', to: 'kelvin', result: 373.15 });
});

test('bad requests are refused with the reason', async () => {
  const noNumber = await fetch(`${address}/convert?value=warm&from=celsius&to=kelvin`);
  assert.equal(noNumber.status, 400);
  assert.deepEqual(await noNumber.json(), { error: 'The value is not a number.' });
  assert.equal((await fetch(`${address}/convert?value=1&from=celsius&to=feet`)).status, 400);
  assert.equal((await fetch(`${address}/nowhere`)).status, 404);
});
