// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--frozen-intrinsics", "--disable-proto=delete"]}
'use strict';
try { Array.prototype.extra = 1; } catch (error) { console.log(error.name); }
console.log('__proto__' in Object.prototype);
