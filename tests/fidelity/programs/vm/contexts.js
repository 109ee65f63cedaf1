// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const vm = require('vm');
const context = vm.createContext({ x: 2, console });
console.log(vm.runInContext('x *= 21; this.y = typeof process; x', context), context.y, vm.isContext(context));
console.log(vm.runInNewContext('[] instanceof Array', {}), vm.runInNewContext('[]') instanceof Array, vm.runInThisContext('typeof require'));
for (const [code, options] of [['throw new Error("in vm")', { filename: 'my.js', lineOffset: 9 }], ['let a = ;', 'bad.js'], ['for (;;);', { timeout: 5 }]]) try { vm.runInNewContext(code, {}, options); } catch (e) { console.log(e.name, e.code, e.stack.split('\n')[0]); }
const script = new vm.Script('n + 1', { produceCachedData: false }); console.log(script.runInNewContext({ n: 1 }), vm.compileFunction('return a + b', ['a', 'b'])(1, 2));
vm.runInContext('Promise.resolve().then(() => console.log("microtask of a context"))', context);
