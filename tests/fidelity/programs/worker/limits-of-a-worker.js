// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker, isMainThread } = require('worker_threads');
if (isMainThread) {
  new Worker(__filename);
} else {
  for (const call of [() => process.chdir('/'), () => process.umask(0), () => process.abort(), () => process.setuid(0), () => { process.title = 'x'; }]) {
    try { call(); console.log('worked', process.title); } catch (error) { console.log(error.code, error.name, error.message); }
  }
  process.on('SIGUSR2', () => {});
  console.log(process.stdout.isTTY, process.stdin.constructor.name, require('worker_threads').isInternalThread);
}
