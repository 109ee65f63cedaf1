// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const hooks = require('async_hooks');
const types = [];
hooks.createHook({ init(id, type, trigger) { types.push(`${type}:${id - base}<${trigger - base}`); } }).enable();
const base = hooks.executionAsyncId();
setTimeout(() => {}, 1); setImmediate(() => {}); process.nextTick(() => {}); Promise.resolve().then(() => {});
require('fs').stat('.', () => {}); require('net').createServer().listen(0, function() { this.close(); });
process.on('exit', () => console.log(types.join('\n')));
