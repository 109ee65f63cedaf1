// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--trace-uncaught"]}
function f() { throw { not: 'an error' }; }
f();
