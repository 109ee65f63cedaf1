// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const cluster = require('cluster');
if (cluster.isPrimary) {
  cluster.setupPrimary({ args: ['from-primary'], silent: true, execArgv: ['--no-warnings'] });
  const worker = cluster.fork({ EXTRA: '1' });
  worker.process.stdout.setEncoding('utf8').on('data', (d) => console.log('silent:', d.trim()));
  worker.on('online', () => worker.send('ping')).on('message', (m) => { console.log(m); worker.kill(); });
  cluster.on('exit', (w, code, signal) => console.log(code, signal, Object.keys(cluster.workers)));
} else {
  console.log(process.argv.slice(2), process.execArgv, process.env.EXTRA, cluster.worker.id);
  process.on('message', (m) => process.send({ pong: m }));
}
