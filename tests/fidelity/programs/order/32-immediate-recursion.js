// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
let n = 0;
const again = () => { log('immediate ' + n); if (n++ < 3) setImmediate(again); };
setImmediate(again);
setImmediate(() => log('other'));
const hold = setInterval(() => { if (n > 3) clearInterval(hold); }, 1);
