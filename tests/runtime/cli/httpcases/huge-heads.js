// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { head, send, serve } = require('./client');
serve(http.createServer({ maxHeaderSize: 1 << 23 }, (q, r) => {
  if (q.url === '/response')
    r.setHeader('X', 'y'.repeat(300 * 1024));
  r.end('ok');
}), async port => {
  await send(port, head('GET /request', 'Connection: close', 'X: ' + 'x'.repeat(300 * 1024)));
  await send(port, head('GET /response', 'Connection: close'));
  await send(port, head('GET /enormous', 'Connection: close', 'X: ' + 'x'.repeat(5 << 20)));
});
