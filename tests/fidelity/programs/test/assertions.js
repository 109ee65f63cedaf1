// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--test-reporter=dot"]}
const { test, describe, it, before, after, beforeEach, mock } = require('node:test');
const assert = require('assert');
before(() => console.log('before')); after(() => console.log('after'));
describe('suite', () => { beforeEach(() => console.log('each')); it('one', () => {}); it('two', async () => { await 1; }); it.skip('three'); });
test('mock', (t) => { const f = t.mock.fn((x) => x + 1); assert.strictEqual(f(1), 2); assert.strictEqual(f.mock.callCount(), 1); t.mock.timers.enable({ apis: ['setTimeout'] }); let done = false; setTimeout(() => { done = true; }, 1000); t.mock.timers.tick(1000); assert(done); });
test('sub', async (t) => { await t.test('inner', () => {}); t.diagnostic('note'); });
