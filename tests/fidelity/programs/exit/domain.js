// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const domain = require('domain').create();
domain.on('error', (error) => console.log('domain', error.message, error.domainThrown));
domain.run(() => { setTimeout(() => { throw new Error('in domain'); }, 1); process.nextTick(() => { require('fs').readFile('/none', domain.intercept(() => {})); }); });
process.on('exit', (c) => console.log(c));
