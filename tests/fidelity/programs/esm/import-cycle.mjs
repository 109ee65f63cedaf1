// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { b } from './_lib/cycle-b.mjs';
export const a = 'a';
console.log('main', b);
