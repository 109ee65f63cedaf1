const assert = require('node:assert/strict');
const { once } = require('node:events');
const { after, before, test } = require('node:test');

process.env.PORT = '0'; // any port that is free
const { server } = require('../server.js');
let address;

before(async () => {
  if (!server.listening) {
    await once(server, 'listening');
  }
  address = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

test('the page and its files are served', async () => {
  const page = await fetch(address);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /first server/);
  const style = await fetch(`${address}/style.css`);
  assert.match(style.headers.get('content-type'), /css/);
});

test('a visitor is greeted by name', async () => {
  assert.equal(await (await fetch(`${address}/hello`)).text(), 'Hello, world!\n');
  assert.equal(await (await fetch(`${address}/hello?name=Ada`)).text(), 'Hello, Ada!\n');
});

test('the time is JSON', async () => {
  const { now, upSeconds } = await (await fetch(`${address}/time`)).json();
  assert.ok(Math.abs(Date.parse(now) - Date.now()) < 60_000);
  assert.ok(upSeconds > 0);
});

test('a body comes back as it was sent', async () => {
  const body = 'x'.repeat(300_000);
  const response = await fetch(`${address}/echo`, { method: 'POST', body });
  assert.equal(await response.text(), body);
});

test('other paths are not found, odd ones included', async () => {
  for (const path of ['/nowhere', '/../server.js', '/constructor', '//[']) {
    assert.equal((await fetch(address + path)).status, 404, path);
  }
});
