// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { ok } from 'node:assert';
ok(true);
console.log(typeof require, import.meta.filename.endsWith('detect-module.js'), await 5);
