// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const hooks = require('async_hooks');
const seen = [];
hooks.createHook({ before: () => seen.push('before'), after: () => seen.push('after') }).enable();
setTimeout(() => seen.push('timeout'), 1);
process.nextTick(() => seen.push('tick'));
Promise.resolve().then(() => seen.push('promise'));
process.on('exit', () => log(seen.join(' ')));
