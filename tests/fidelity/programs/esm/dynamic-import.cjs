// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log('sync');
import('./_lib/lib.mjs').then((ns) => { console.log(ns.a); return import('./_lib/lib.mjs').then((again) => console.log(again === ns)); })
  .then(() => import('./_lib/missing.mjs')).catch((error) => console.log(error.code))
  .then(() => import('data:text/javascript,export default 7')).then(({ default: n }) => console.log(n))
  .then(() => import('data:application/json,{"k":1}', { with: { type: 'json' } })).then((m) => console.log(m.default))
  .then(() => import('http://localhost/x.mjs')).catch((error) => console.log(error.code));
console.log('end of script');
