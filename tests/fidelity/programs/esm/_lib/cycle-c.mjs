// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { b } from './cycle-b.mjs';
export const c = 'c';
try { console.log(b); } catch (error) { console.log(error.name, error.message); }
