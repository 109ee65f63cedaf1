// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http2 = require('http2');
const server = http2.createServer().on('stream', (stream, headers) => { console.log(headers[':method'], headers[':path']); stream.respond({ ':status': 200, 'x-a': 'b' }); stream.end('over h2'); }).listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  const request = client.request({ ':path': '/p' });
  request.on('response', (h) => console.log(h[':status'], h['x-a'])).setEncoding('utf8').on('data', console.log).on('close', () => { client.close(() => server.close(() => console.log('closed'))); });
});
