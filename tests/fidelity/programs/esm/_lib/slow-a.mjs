// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log('a begins');
await null;
export const name = 'a';
console.log('a ends');
