// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker } = require('worker_threads');
const worker = new Worker('require("worker_threads").parentPort.postMessage("busy"); for (;;) ;', { eval: true });
worker.on('message', async () => console.log('code', await worker.terminate()));
worker.on('exit', (code) => console.log('exit', code));
