// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker } = require('worker_threads');
new Worker('setTimeout(() => { throw new Error("late, in a worker") }, 1)', { eval: true });
process.on('exit', (code) => console.log('exit', code));
setInterval(() => {}, 1000);
