// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const net = require('net');
const server = http.createServer(() => {}).on('clientError', (e, socket) => { console.log(e.code, e.bytesParsed); socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'); }).listen(0, async () => {
  for (const text of ['nonsense\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nBad Header: 1\r\n\r\n'])
    await new Promise((done) => { const c = net.connect(server.address().port); c.on('data', (d) => console.log(String(d).split('\r\n')[0])).on('close', done); c.end(text); });
  server.close();
});
