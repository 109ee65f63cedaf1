// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { head, send, serve } = require('./client');
serve(http.createServer({ requestTimeout: 300, headersTimeout: 200, connectionsCheckingInterval: 50 }, (q, r) => {
  q.on('error', () => {});
  q.resume().on('end', () => r.end('x'));
}), async port => {
  await send(port, head('POST /slow', 'Content-Length: 10') + 'abc');
  await send(port, head('POST /badchunk', 'Transfer-Encoding: chunked') + '2\r\nab\r\nZZ\r\n');
});
