// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { head, send, serve } = require('./client');
const server = http.createServer((q, r) => r.end('no'));
server.on('upgrade', (q, socket) => {
  if (q.url === '/no')
    return socket.end('HTTP/1.1 401 No\r\nContent-Length: 4\r\n\r\nnope');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
  socket.end('much more that is not HTTP');
});
server.on('connect', (q, socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
serve(server, async port => {
  await send(port, head('GET /up', 'Connection: Upgrade', 'Upgrade: x'));
  await send(port, head('GET /no', 'Connection: Upgrade', 'Upgrade: x'));
  await send(port, 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
});
