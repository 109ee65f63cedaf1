// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Streams that the program hands to the server itself.
const http = require('http');
const { duplexPair } = require('stream');
const { head } = require('./client');
const server = http.createServer((q, r) => {
  if (q.url === '/left')
    return q.socket.destroy();
  r.end('hello');
});
const [ours, theirs] = duplexPair();
server.emit('connection', theirs);
ours.write(head('GET /duplex'));
ours.once('data', () => {
  ours.on('error', () => {}).on('data', () => {});
  ours.write(head('GET /left'));
});
