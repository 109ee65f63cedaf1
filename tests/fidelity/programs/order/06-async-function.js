// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
async function a() { log('a1'); await b(); log('a2'); }
async function b() { log('b'); }
a();
Promise.resolve().then(() => log('p'));
log('main');
