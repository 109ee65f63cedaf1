// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { execArgv: ['--no-warnings'] });
  worker.on('message', (m) => console.log('main got', m));
  worker.on('exit', (c) => console.log('exit', c));
} else {
  await null;
  parentPort.postMessage([import.meta.main, process.execArgv, (await import('node:os')).EOL]);
}
