// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const cluster = require('cluster');
if (cluster.isPrimary) {
  let left = 2;
  cluster.on('exit', (worker, code) => { console.log('died', worker.id, code); if (--left) cluster.fork(); });
  cluster.fork();
} else {
  process.exit(10 + cluster.worker.id);
}
