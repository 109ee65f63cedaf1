// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const value: number = 1;
type T = {
  a: 1;
};
(function thrower(x: T): void { throw new TypeError('at line 7'); })({ a: value } as T);
