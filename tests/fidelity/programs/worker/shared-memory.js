// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker } = require('worker_threads');
const shared = new SharedArrayBuffer(16);
const view = new Int32Array(shared);
const worker = new Worker(`const { workerData } = require('worker_threads'); const v = new Int32Array(workerData);
Atomics.wait(v, 0, 0); for (let i = 0; i < 1000; i++) Atomics.add(v, 1, 1); Atomics.store(v, 2, 1); Atomics.notify(v, 2);`, { eval: true, workerData: shared });
worker.on('online', () => {
  for (let i = 0; i < 500; i++) Atomics.add(view, 1, 1);
  Atomics.store(view, 0, 1); Atomics.notify(view, 0);
  console.log(Atomics.wait(view, 2, 0) !== 'timed-out', view[1], Atomics.compareExchange(view, 3, 0, 9), view[3]);
});
worker.on('exit', (c) => console.log(c, Atomics.isLockFree(4)));
