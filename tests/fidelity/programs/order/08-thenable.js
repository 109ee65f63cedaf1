// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
Promise.resolve({ then(r) { log('then'); r('value'); } }).then(log);
Promise.resolve(Promise.resolve('direct')).then(log);
new Promise((r) => r(Promise.resolve('wrapped'))).then(log);
Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3));
