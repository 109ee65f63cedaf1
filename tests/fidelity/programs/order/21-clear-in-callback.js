// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const b = setTimeout(() => log('never b'), 2);
setTimeout(() => { log('a'); clearTimeout(b); clearImmediate(i2); }, 1);
setImmediate(() => log('i1'));
let i2;
const t = setInterval(() => { log('interval'); clearInterval(t); }, 3);
for (const end = Date.now() + 10; Date.now() < end;);
