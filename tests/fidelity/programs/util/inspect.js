// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const util = require('util');
class A { #p = 1; get g() { return 1; } static s = 2; [util.inspect.custom]() { return 'custom!'; } }
console.log(new A(), A, util.inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0, colors: true }), new Proxy({ t: 1 }, {}), Object.create(null), [undefined, null, NaN, -0, 'it\'s'], new Array(200).fill(1));
console.log(util.format('%s %o', 'x', { f() {} }), util.styleText('red', 'red'), util.types.isProxy({}), util.isDeepStrictEqual({ a: [1] }, { a: [1] }), process.memoryUsage.name);
console.log(util.inspect(new Map([[{ a: 1 }, new Set(['x'])]]), { showHidden: true }), util.inspect('a'.repeat(200)).length, [new WeakMap(), Symbol.iterator, async () => {}, function* g() {}, new (class extends Map {})()]);
console.log(util.getCallSites().length > 0, util.stripVTControlCharacters('\u001b[31mx'), util.parseArgs({ args: ['-f', '--bar', 'b'], options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } } }).values);
