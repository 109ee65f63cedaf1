// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log('start');
const order = [];
const wait = (n) => new Promise((resolve) => setImmediate(() => { order.push(n); resolve(n); }));
const value = await wait(1);
const both = await Promise.all([import('./_lib/slow-a.mjs'), import('./_lib/slow-b.mjs')]);
console.log(value, both.map((m) => m.name), order);
for await (const x of (async function* () { yield 1; yield 2; })()) console.log(x);
