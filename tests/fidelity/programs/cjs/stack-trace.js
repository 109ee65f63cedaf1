// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
function first() { second(); }
function second() { throw new TypeError('deep', { cause: new RangeError('root') }); }
try { first(); } catch (error) { console.log(error.stack); console.log(error); }
Error.stackTraceLimit = 3;
console.log(new Error('short').stack);
Error.prepareStackTrace = (error, sites) => sites.map((s) => `${s.getFunctionName()}:${s.getLineNumber()}:${s.getColumnNumber()}`).join('|');
Error.stackTraceLimit = 20;
console.log((function outer() { return (() => new Error('x').stack)(); })());
