// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"env": {"FIDELITY_CLEANUP": "1"}}
const { Worker } = require('worker_threads');
require(process.env.FIDELITY_ADDON);
new Worker('require(process.env.FIDELITY_ADDON).doubleLater(4).then(console.log)', { eval: true }).on('exit', (c) => console.log('worker', c));
