// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { head, send, sendUntil, serve } = require('./client');
const server = http.createServer((q, r) => {
  if (q.url === '/destroyed')
    return q.destroy();
  r.writeHead(200, { 'Content-Length': 10 });
  r.write('12345');
  if (q.url === '/half')
    return setImmediate(() => q.socket.destroy());
});
server.setTimeout(200);
serve(server, async port => {
  await send(port, head('GET /destroyed'));
  await send(port, head('GET /half'));
  await sendUntil(port, head('GET /left'), '12345');
  await send(port, head('GET /timeout'));
});
