// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
queueMicrotask(() => log('m1'));
Promise.resolve().then(() => log('p1'));
queueMicrotask(() => { log('m2'); queueMicrotask(() => log('m3')); });
Promise.resolve().then(() => log('p2'));
