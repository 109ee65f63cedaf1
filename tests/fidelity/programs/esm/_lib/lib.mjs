// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
export let count = 0;
export function bump() { count += 1; }
export const a = 'a';
export default (x) => x * 2;
