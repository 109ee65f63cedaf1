// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--test-reporter=tap"]}
const test = require('node:test');
test('fails', () => { throw new Error('as it should'); });
test('times out', { timeout: 5 }, () => new Promise(() => {}));
