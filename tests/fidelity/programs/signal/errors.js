// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
for (const call of [() => process.kill(process.pid, 'SIGNONE'), () => process.kill('x'), () => process.kill(2 ** 22 + 5, 0), () => process.on('SIGKILL', () => {})]) {
  try { console.log(call()); } catch (error) { console.log(error.code, error.message); }
}
console.log(process.kill(process.pid, 0));
