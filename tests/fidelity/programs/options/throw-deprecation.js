// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--throw-deprecation"]}
require('util').deprecate(() => 1, 'f is old', 'DEP9')();
