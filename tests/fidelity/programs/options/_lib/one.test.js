// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { test, describe, it } = require('node:test');
const assert = require('assert');
// Durations differ from run to run.
test('passes', () => {});
test('fails', { todo: 'expected' }, () => assert.strictEqual(1, 2));
