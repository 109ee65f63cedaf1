// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
process.nextTick(() => { log('t1'); Promise.resolve().then(() => log('p')); });
process.nextTick(() => log('t2'));
