// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client sends a request and something else in one packet. Node writes its 400 before the
// response, and closes.
'use strict';
const http = require('http');
const net = require('net');

const server = http.createServer((request, response) => {
  request.on('close', () => server.close());
  setImmediate(() => response.end('late'));
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.write('GET /ok HTTP/1.1\r\nHost: a\r\n\r\nBROKEN\r\n\r\n');
  client.resume().on('error', () => {});
});
