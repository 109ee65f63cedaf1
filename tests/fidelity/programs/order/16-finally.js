// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
Promise.resolve('v').finally(() => log('finally')).then((v) => log(v));
Promise.reject('e').finally(() => 'ignored').catch((e) => log(e));
Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3)).then(() => log(4));
