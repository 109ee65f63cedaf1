// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { c } from './cycle-c.mjs';
export const b = 'b with ' + c;
console.log('b');
