// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const cases = [undefined, null, 'text', 5, Symbol('s'), { a: 1 }, [1], new (class MyError extends Error { name = 'MyError'; extra = 1; })('m')];
const next = () => { if (cases.length) { const value = cases.shift(); setImmediate(next); throw value; } };
process.on('uncaughtException', (error, origin) => console.log(error, origin));
next();
