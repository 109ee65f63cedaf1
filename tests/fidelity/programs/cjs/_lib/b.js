// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
exports.done = false;
const a = require('./a.js');
console.log('in b, a.done = %j', a.done, a.missing);
exports.done = true;
