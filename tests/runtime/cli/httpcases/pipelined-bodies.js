// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { head, sendUntil, serve } = require('./client');
serve(http.createServer((q, r) => {
  let size = 0;
  q.on('data', data => { size += data.length; }).on('end', () => setTimeout(() => r.end(String(size)), 20));
}), port => sendUntil(port, head('POST /a', 'Transfer-Encoding: chunked') + '5\r\nhello\r\n0\r\n\r\n' +
                      head('POST /b', 'Content-Length: 4') + 'abcd', '\r\n4'));
