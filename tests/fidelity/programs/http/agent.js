// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const server = http.createServer((q, s) => s.end(q.url)).listen(0, () => {
  let left = 3, sockets = new Set();
  for (const path of ['/1', '/2', '/3']) http.get({ port: server.address().port, agent, path }, (r) => { sockets.add(r.socket); r.setEncoding('utf8').on('data', console.log).on('end', () => { if (!--left) { console.log(sockets.size); agent.destroy(); server.close(); } }); });
});
