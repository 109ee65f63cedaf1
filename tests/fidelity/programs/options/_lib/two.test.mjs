// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { test } from 'node:test';
test('module test', { skip: 'not today' }, () => {});
test('runs', async () => { await 1; });
