// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const net = require('net');
const server = http.createServer((q, s) => { s.write(q.url); setImmediate(() => s.end('!')); }).listen(0, () => {
  const c = net.connect(server.address().port);
  let text = '';
  c.setEncoding('latin1').on('data', (d) => { text += d; }).on('close', () => { console.log(text.replace(/Date: .*\r\n/g, '')); server.close(); });
  c.write('GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nPOST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n');
});
