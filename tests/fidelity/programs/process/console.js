// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log('%s %d %i %f %j %o %O %c%%', 'a', 1.5, 1.5, 1.5, { a: 1 }, [1], { b: { c: {} } }, 'css');
console.error('to stderr'); console.warn('warn'); console.info('info'); console.debug('debug');
console.table([{ a: 1, b: 'x' }, { a: 2 }]); console.table(new Map([['k', 1]]));
console.group('G'); console.log('inside\ntwice'); console.group(); console.log('deeper'); console.groupEnd(); console.groupEnd(); console.log('out');
console.count(); console.count('x'); console.countReset('x'); console.count('x');
console.assert(false, 'assert %d', 1); console.assert(true); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.trace('trace'); console.timeEnd('none'); console.log(new Set([1, 'a']), new Map([[{ k: 1 }, [2]]]), Symbol('x'), 10n, -0, [,1], () => {}, class A {});
