// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
export type Name = string;
export interface Thing { name: Name }
export const thing: Thing = { name: 'from an ES module' };
