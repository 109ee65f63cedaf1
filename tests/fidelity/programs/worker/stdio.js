// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker } = require('worker_threads');
const worker = new Worker('process.stdin.on("data", (d) => console.log("got " + d)); console.error("err")', { eval: true, stdin: true, stdout: true, stderr: true });
worker.stdout.on('data', (d) => console.log('out: ' + d));
worker.stderr.on('data', (d) => console.log('err: ' + d));
worker.stdin.end('input');
worker.on('exit', (c) => console.log(c));
