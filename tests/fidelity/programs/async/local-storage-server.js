// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
console.log(als.getStore());
const server = http.createServer((q, s) => { const before = als.getStore(); als.run(q.url, async () => { await new Promise(setImmediate); s.end(`${before} ${als.getStore()}`); }); }).listen(0, async () => {
  const texts = await Promise.all(['/1', '/2', '/3'].map(async (p) => (await fetch(`http://127.0.0.1:${server.address().port}${p}`)).text()));
  console.log(texts); server.closeAllConnections(); server.close();
});
