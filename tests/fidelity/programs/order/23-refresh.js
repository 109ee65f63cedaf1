// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
let n = 0;
const t = setTimeout(() => { log('fired ' + ++n); if (n < 3) t.refresh(); }, 1);
log(typeof t[Symbol.toPrimitive]());
