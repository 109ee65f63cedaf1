// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of all that a body can be.
const http = require('http');
const { head, send, sendUntil, serve } = require('./client');
const close = 'Connection: close';
serve(http.createServer((q, r) => {
  switch (q.url) {
  case '/chunks':
    for (let i = 0; i < 300; i++)
      r.write('ä'.repeat(i));
    return r.end('end');
  case '/corked':
    r.write('a');
    r.cork();
    r.write('b'.repeat(20));
    r.write(Buffer.from('cc'));
    r.uncork();
    return r.end();
  case '/trailers':
    r.writeHead(200, { Trailer: 'X-A' });
    r.write('body');
    r.addTrailers({ 'X-A': 'a'.repeat(100) });
    return r.end();
  case '/hex':
    return r.end('616263', 'hex');
  case '/latin1':
    r.setHeader('X', 'ü');
    return r.end('üü');
  case '/nocontent':
    return r.writeHead(204).end();
  case '/notmodified':
    return r.writeHead(304, { 'Content-Length': 100 }).end();
  case '/unsized': // ends with the connection
    r.removeHeader('Transfer-Encoding');
    r.useChunkedEncodingByDefault = false;
    r.write('12345');
    return r.end('678');
  case '/large':
    return r.end(Buffer.alloc(3 << 20));
  case '/early': // before the body of the request
    return r.end('early');
  default:
    return r.end('12345');
  }
}), async port => {
  for (const path of ['/chunks', '/corked', '/trailers', '/hex', '/latin1', '/nocontent', '/notmodified',
                      '/unsized', '/large'])
    await send(port, head('GET ' + path, close));
  await send(port, head('HEAD /head', close));
  await send(port, 'GET /old HTTP/1.0\r\n\r\n');
  await sendUntil(port, head('POST /early', 'Content-Length: 200000') + 'x'.repeat(200000) + head('GET /next'), '12345');
  await sendUntil(port, head('GET /1') + head('GET /2'), 'GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nContent-Length: 5\r\n\r\n12345HTTP');
});
