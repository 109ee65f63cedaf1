// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http2 = require('http2');
const server = http2.createServer((q, s) => { s.createPushResponse({ ':path': '/pushed' }, (e, p) => p.end('pushed')); s.setHeader('x', 'y'); s.end(q.httpVersion); }).listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  let open = 2; const done = () => { if (!--open) { client.close(); server.close(); } };
  const seen = [];
  client.on('stream', (s, h) => { seen.push(h[':path']); s.setEncoding('utf8').on('data', (d) => seen.push(d)).on('end', () => { console.log(seen); done(); }); });
  client.request().setEncoding('utf8').on('data', (d) => console.log(d)).on('end', done);
});
