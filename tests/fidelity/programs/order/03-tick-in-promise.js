// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
Promise.resolve().then(() => { log('p1'); process.nextTick(() => log('tick')); }).then(() => log('p2'));
