// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"sort": true}
const cluster = require('cluster');
const http = require('http');
if (cluster.isPrimary) {
  const seen = new Set();
  let listening = 0;
  for (let i = 0; i < 4; i++) cluster.fork();
  cluster.on('listening', (worker, address) => { if (++listening === 4) requestUntilAll(address.port); });
  cluster.on('exit', (worker, code, signal) => console.log('worker ended', code, signal, worker.exitedAfterDisconnect));
  const requestUntilAll = (port) => http.get({ port, agent: false, host: '127.0.0.1' }, (response) => {
    response.setEncoding('utf8').on('data', (id) => seen.add(id)).on('end', () => {
      if (seen.size < 4) return requestUntilAll(port);
      console.log('answered by', [...seen].sort().join());
      cluster.disconnect(() => console.log('all gone'));
    });
  });
} else {
  http.createServer((request, response) => response.end(String(cluster.worker.id))).listen(0, '127.0.0.1');
}
