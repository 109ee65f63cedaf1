// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const { Readable } = require('stream');
const r = Readable.from(['a', 'b']);
r.on('data', (d) => log('data ' + d)).on('end', () => log('end')).on('close', () => log('close'));
process.nextTick(() => log('tick'));
setImmediate(() => log('immediate'));
log('main');
