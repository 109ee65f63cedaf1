// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker, isMainThread, parentPort, workerData, threadId } = require('worker_threads');
if (isMainThread) {
  const worker = new Worker(__filename, { workerData: { n: 1, map: new Map([['k', [1n]]]), date: new Date(0) }, argv: ['x'], env: { ONLY: 'this' }, name: 'helper' });
  worker.on('message', (m) => { console.log(m); if (m.done) worker.postMessage('bye'); });
  worker.on('exit', (code) => console.log('exit', code, worker.threadId));
} else {
  parentPort.postMessage({ workerData, threadId, argv: process.argv.slice(2), env: { ...process.env }, title: process.title });
  parentPort.once('message', (m) => { console.log('in worker', m); process.exit(3); });
  parentPort.postMessage({ done: true, re: /x/g, error: new TypeError('t'), set: new Set([1]) });
}
