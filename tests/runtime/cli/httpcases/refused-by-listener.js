// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program answers for Node, or does not.
const http = require('http');
const { head, send, serve } = require('./client');
const server = http.createServer((q, r) => r.end('ok'));
server.on('clientError', (error, socket) => {
  if (error.code === 'HPE_HEADER_OVERFLOW')
    socket.end('HTTP/1.1 400 Bad\r\nContent-Length: 2\r\n\r\nno');
  else
    socket.destroy();
});
serve(server, async port => {
  await send(port, head('GET /big', 'X: ' + 'x'.repeat(20000)));
  await send(port, 'GARBAGE\r\n\r\n');
});
