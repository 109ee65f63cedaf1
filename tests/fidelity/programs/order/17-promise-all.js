// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const p = (n, ms) => new Promise((r) => setTimeout(() => { log('done ' + n); r(n); }, ms));
Promise.all([p('slow', 20), p('fast', 1)]).then((v) => log(v.join()));
Promise.race([p('x', 1), new Promise(() => {})]).then(log);
Promise.any([Promise.reject(1), Promise.resolve(2)]).then(log);
Promise.allSettled([Promise.reject(1), 2]).then((r) => log(JSON.stringify(r)));
