// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const server = http.createServer((q, s) => { s.writeEarlyHints({ link: '</x>; rel=preload' }); s.writeHead(200, { Trailer: 'X-T' }); s.write('body'); s.addTrailers({ 'X-T': 'end' }); s.end(); })
  .on('checkContinue', (q, s) => { s.writeContinue(); s.end('continued'); })
  .on('upgrade', (q, socket) => { socket.end('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nraw'); })
  .listen(0, () => {
    const port = server.address().port;
    http.get({ port, agent: false }).on('information', (i) => console.log(i.statusCode, i.headers)).on('response', (r) => r.resume().on('end', () => {
      console.log(r.trailers);
      http.request({ port, agent: false, method: 'POST', headers: { Expect: '100-continue' } }).on('continue', function() { console.log('continue'); this.end('x'); }).on('response', (r) => r.setEncoding('utf8').on('data', console.log).on('end', () => {
        http.get({ port, agent: false, headers: { Connection: 'Upgrade', Upgrade: 'x' } }).on('upgrade', (r, socket, head) => { console.log(r.statusCode, String(head)); socket.resume().on('close', () => server.close()); });
      })).flushHeaders();
    }));
  });
