// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const server = http.createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (d) => { body += d; }).on('end', () => {
    response.setHeader('X-Method', request.method);
    response.statusCode = request.url === '/none' ? 404 : 200;
    response.end(`${request.url} ${body} ${request.headers['content-type']}`);
  });
}).listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const send = (method, path, body) => new Promise((done) => {
    const request = http.request({ port, method, path, agent: false, headers: { 'Content-Type': 'text/x' } }, (response) => {
      let text = '';
      response.on('data', (d) => { text += d; }).on('end', () => { console.log(response.statusCode, response.statusMessage, response.headers['x-method'], response.httpVersion, Object.keys(response.headers), text); done(); });
    });
    request.end(body);
  });
  await send('GET', '/a?b=c'); await send('POST', '/p', 'data'); await send('HEAD', '/h'); await send('PUT', '/none', 'é'); await send('DELETE', '/d');
  server.close(() => console.log('closed'));
});
