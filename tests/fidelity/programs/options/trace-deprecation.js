// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--trace-deprecation"]}
const f = require('util').deprecate(() => 1, 'f is old', 'DEP9');
f();
f();
