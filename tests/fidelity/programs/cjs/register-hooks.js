// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { registerHooks } = require('module');
const hooks = registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'virtual:answer') return { url: specifier, format: 'commonjs', shortCircuit: true };
    return next(specifier, context);
  },
  load(url, context, next) {
    if (url === 'virtual:answer') return { format: 'commonjs', source: 'module.exports = 42', shortCircuit: true };
    console.log('load', url.split('/').pop(), context.format);
    return next(url, context);
  },
});
console.log(require('virtual:answer'), require('./_lib/counter').next());
import('./_lib/esm.mjs').then((ns) => {
  console.log(ns.named);
  hooks.deregister();
  try { require('virtual:answer2'); } catch (error) { console.log(error.code); }
});
