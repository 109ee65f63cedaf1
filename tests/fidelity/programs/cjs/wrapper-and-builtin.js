// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const Module = require('module');
console.log(Module.wrap('x'), Module.isBuiltin('fs'), Module.isBuiltin('node:sqlite'), Module.isBuiltin('sqlite'));
console.log(Module.builtinModules.length, Module.builtinModules.filter((n) => n.startsWith('_')).length);
console.log(require('node:fs') === require('fs'), require.resolve('fs'), require.resolve.paths('x').length > 1);
console.log(Module._extensions === require.extensions, Module.globalPaths.length);
