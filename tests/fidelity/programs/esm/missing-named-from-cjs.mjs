// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { three } from './_lib/cjs.cjs';
console.log(three);
