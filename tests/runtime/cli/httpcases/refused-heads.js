// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { head, send, serve } = require('./client');
serve(http.createServer({ headersTimeout: 200, connectionsCheckingInterval: 50 }, (q, r) => r.end('ok')), async port => {
  await send(port, 'GARBAGE\r\n\r\n');
  await send(port, head('GET /big', 'X: ' + 'x'.repeat(20000)));
  await send(port, 'GET /slow HTTP/1.1\r\nHost: a\r\n');
  await send(port, 'GET /nohost HTTP/1.1\r\n\r\n');
});
