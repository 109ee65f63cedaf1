// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Thing } from './typed.ts';
export default (thing: Thing): string => thing.name.toUpperCase();
