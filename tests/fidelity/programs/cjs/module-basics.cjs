// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log(module.id, require.main === module, module.parent, module.loaded);
console.log(__filename.endsWith('module-basics.cjs'), __dirname === process.cwd());
console.log(Object.keys(require.extensions), module.children.length, module.paths.length > 1);
const a = require('./_lib/counter');
const b = require('./_lib/counter.js');
console.log(a === b, a.next(), b.next(), module.children.map((m) => m.id.split('/').pop()));
delete require.cache[require.resolve('./_lib/counter')];
console.log(require('./_lib/counter').next(), this === module.exports, arguments.length);
