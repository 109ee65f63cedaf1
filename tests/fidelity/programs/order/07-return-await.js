// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const f = async () => 1;
const g = async () => f();
const h = async () => await f();
g().then(() => log('g'));
h().then(() => log('h'));
f().then(() => log('f')).then(() => log('f2')).then(() => log('f3')).then(() => log('f4'));
