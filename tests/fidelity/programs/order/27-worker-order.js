// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const { Worker } = require('worker_threads');
const w = new Worker(`const { parentPort } = require('worker_threads'); setTimeout(() => parentPort.postMessage('t')); process.nextTick(() => parentPort.postMessage('n')); Promise.resolve().then(() => parentPort.postMessage('p')); parentPort.postMessage('m');`, { eval: true });
w.on('online', () => log('online')).on('message', log).on('exit', (c) => log('exit ' + c));
log('main');
