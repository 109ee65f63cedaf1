// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
for (const bad of ['1.5', 'x', 1.5, {}, true]) {
  try { process.exitCode = bad; console.log('set', bad); } catch (error) { console.log(error.code, error.message); }
}
process.exitCode = '5';
console.log(typeof process.exitCode);
