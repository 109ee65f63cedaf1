// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const all = (object) => { const names = new Set(); for (let o = object; o; o = Object.getPrototypeOf(o)) Object.getOwnPropertyNames(o).forEach((n) => names.add(n)); return [...names].sort(); };
console.log(all(process).join(' '));
console.log(Object.keys(process).join(' '));
console.log(Object.getOwnPropertyNames(globalThis).sort().join(' '));
console.log(Object.keys(globalThis));
