// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { head, sendUntil, serve } = require('./client');
const server = http.createServer((q, r) => {
  q.resume().on('end', () => {
    if (q.url === '/hints')
      r.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' }, () => r.end('hello'));
    else if (q.url === '/processing')
      r.writeProcessing(), r.write('a'), r.end('bc');
    else
      r.end('ok');
  });
});
server.on('checkContinue', (q, r) => {
  if (q.url === '/refuse')
    return r.writeHead(413, { Connection: 'close' }).end();
  r.writeContinue();
  server.emit('request', q, r);
});
serve(server, async port => {
  await sendUntil(port, head('GET /hints'), 'hello');
  await sendUntil(port, head('GET /processing'), '0\r\n\r\n');
  await sendUntil(port, head('POST /continue', 'Expect: 100-continue', 'Content-Length: 3') + 'abc', 'ok');
  await sendUntil(port, head('POST /refuse', 'Expect: 100-continue', 'Content-Length: 3'), '413');
});
