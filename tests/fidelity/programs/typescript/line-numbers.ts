// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
type A = {
  one: number;
  two: string;
};
interface B extends A {
  three: boolean;
}

function fail(value: B): never {
  throw new Error(`at line 12, ${value.three}`);
}

fail({ one: 1, two: '', three: true });
