// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log('b begins');
await new Promise((resolve) => setTimeout(resolve, 1));
export const name = 'b';
console.log('b ends');
