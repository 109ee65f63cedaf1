// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
process.on('unhandledRejection', (e) => log('unhandled ' + e));
Promise.reject('r1');
const p = Promise.reject('r2');
process.nextTick(() => p.catch(() => log('caught r2')));
setImmediate(() => log('immediate'));
