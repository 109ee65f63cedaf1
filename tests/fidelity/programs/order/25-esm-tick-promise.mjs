// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
Promise.resolve().then(() => log('promise'));
process.nextTick(() => log('tick'));
queueMicrotask(() => log('microtask'));
log('main');
