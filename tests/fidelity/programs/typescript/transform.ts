// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--experimental-transform-types", "--no-warnings"]}
enum Colour { Red = 'red', Green = 'green' }
namespace Space { export const value = 1; }
class A { constructor(public x: number) {} }
console.log(Colour, Space.value, new A(3).x, process.features.typescript);
