// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
class A { constructor(private readonly x: number) {} }
console.log(new A(1));
