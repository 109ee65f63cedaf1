// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker, isMainThread, workerData } = require('worker_threads');
const depth = workerData ?? 0;
console.log('depth', depth, isMainThread);
if (depth < 3) new Worker(__filename, { workerData: depth + 1 }).on('exit', (c) => console.log('ended below', depth, c));
