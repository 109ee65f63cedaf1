// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const Module = require('module');
const load = Module._load;
Module._load = function(request, ...rest) {
  if (request === 'fake') return { fake: true };
  return load.call(this, request, ...rest);
};
const compile = Module.prototype._compile;
Module.prototype._compile = function(content, filename) {
  return compile.call(this, content.replace('++value', 'value += 10'), filename);
};
console.log(require('fake'), require('./_lib/counter').next());
require.extensions['.txt'] = (module, file) => { module.exports = require('fs').readFileSync(file, 'utf8').trim(); };
console.log(require('./_lib/note.txt'), compile.name, compile.length);
