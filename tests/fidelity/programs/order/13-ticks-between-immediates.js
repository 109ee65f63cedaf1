// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
setImmediate(() => { log('i1'); process.nextTick(() => log('tick')); Promise.resolve().then(() => log('p')); setImmediate(() => log('i3')); });
setImmediate(() => log('i2'));
