// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
async function* g() { log('g1'); yield 1; log('g2'); yield 2; log('g3'); }
(async () => { for await (const v of g()) log(v); log('done'); })();
Promise.resolve().then(() => log('p1')).then(() => log('p2')).then(() => log('p3')).then(() => log('p4'));
