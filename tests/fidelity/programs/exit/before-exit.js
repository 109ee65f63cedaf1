// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
let rounds = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code, rounds);
  if (++rounds < 3) setImmediate(() => console.log('more work', rounds));
});
process.on('exit', (code) => console.log('exit', code));
console.log('main');
