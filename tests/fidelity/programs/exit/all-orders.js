// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const events = ['beforeExit', 'exit', 'uncaughtException', 'unhandledRejection', 'rejectionHandled', 'warning'];
for (const name of events) process.on(name, (a) => console.log(name, a instanceof Error ? a.message : a));
Promise.reject(new Error('R'));
process.nextTick(() => { throw new Error('T'); });
setImmediate(() => { throw new Error('I'); });
queueMicrotask(() => { throw new Error('M'); });
process.emitWarning('W');
console.log('main');
