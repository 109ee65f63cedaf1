// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker } = require('worker_threads');
const start = (source, options) => new Promise((resolve) => {
  const worker = new Worker(source, { eval: true, ...options });
  worker.on('error', (error) => console.log('error', error.name, error.message, error.code)).on('exit', (code) => { console.log('exit', code); resolve(); });
});
(async () => {
  await start('throw new RangeError("in a worker")');
  await start('Promise.reject(new Error("rejected"))');
  await start('let x = ;');
  await start('process.exitCode = 4');
})();
process.on('exit', () => console.log('main exit'));
