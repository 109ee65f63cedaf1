// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--test-reporter=spec", "--test-reporter-destination=/dev/null", "--test-name-pattern=yes"]}
const test = require('node:test');
test('yes', () => console.log('ran'));
test('no', () => console.log('should not run'));
