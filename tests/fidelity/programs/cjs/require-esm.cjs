// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const ns = require('./_lib/esm.mjs');
console.log(ns, ns.default, ns.named, ns.__esModule);
try {
  require('./_lib/tla.mjs');
} catch (error) {
  console.log(error.code);
}
import('./_lib/tla.mjs').then(({ late }) => console.log(late));
