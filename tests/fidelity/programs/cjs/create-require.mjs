// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
console.log(require('./_lib/data.json').name, typeof require.cache, require.main);
console.log(require.resolve('./_lib/counter').endsWith('_lib/counter.js'));
