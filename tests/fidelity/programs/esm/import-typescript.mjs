// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a JavaScript program sees of TypeScript when there is none.
console.log(Object.keys((await import('node:module')).default._extensions));
