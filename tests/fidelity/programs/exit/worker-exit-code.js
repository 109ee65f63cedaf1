// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker } = require('worker_threads');
new Worker('process.exit(5)', { eval: true }).on('exit', (code) => { console.log('worker', code); process.exit(code + 1); });
