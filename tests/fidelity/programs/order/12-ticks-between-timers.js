// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
setTimeout(() => { log('t1'); process.nextTick(() => log('tick 1')); Promise.resolve().then(() => log('p1')); }, 1);
setTimeout(() => { log('t2'); process.nextTick(() => log('tick 2')); }, 1);
for (const end = Date.now() + 5; Date.now() < end;);
