// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import main from 'pkg';
import { feature } from 'pkg/feature';
import sub from 'pkg/sub/x.js';
import { internal } from '#internal';
console.log(main, feature, sub, internal);
for (const name of ['pkg/hidden.js', 'pkg/sub/private/y.js', 'pkg/none', '#unknown']) {
  try { await import(name); } catch (error) { console.log(name, error.code); }
}
console.log((await import('self-named/thing')).default);
