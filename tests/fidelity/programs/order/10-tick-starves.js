// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
let n = 0;
setImmediate(() => log('immediate'));
setTimeout(() => log('timeout'), 0);
(function again() { if (n++ < 5) { log('tick ' + n); process.nextTick(again); } })();
