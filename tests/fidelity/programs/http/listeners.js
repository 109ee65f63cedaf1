// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Nobody but the program listens to its server, its sockets, its messages.
const http = require('http');
const counts = (o) => o.eventNames().map((n) => `${String(n)}:${o.listenerCount(n)}`).sort().join(' ');
const server = http.createServer((request, response) => {
  console.log(counts(server)); console.log(counts(request)); console.log(counts(response)); console.log(counts(request.socket));
  console.log(Object.keys(request.socket).join(), Object.getOwnPropertySymbols(request).length, Object.keys(response).join());
  response.end();
}).listen(0, () => http.get({ port: server.address().port, agent: false }, (response) => { console.log(counts(response)); response.resume(); server.close(); }));
console.log(require('diagnostics_channel').hasSubscribers('http.client.request.start'));
