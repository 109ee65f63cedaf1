// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log('main starting');
const a = require('./_lib/a');
const b = require('./_lib/b');
console.log('in main, a.done = %j, b.done = %j', a.done, b.done);
console.log(Object.keys(require('./_lib/a')), a.missing);
