// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const fs = require('fs');
for (const call of [() => fs.readFileSync('/none'), () => fs.readdirSync(__filename), () => fs.rmdirSync('/none'), () => fs.writeFileSync('/proc/none/x', ''), () => fs.openSync(__filename, 'wx'), () => fs.readSync(99, Buffer.alloc(1)), () => fs.closeSync(-1), () => fs.statSync({}), () => fs.mkdirSync('/')]) {
  try { call(); } catch (error) { console.log(error.name, error.code, error.errno, error.syscall, error.path?.split('/').pop(), error.message.replace(/'.*'/, '')); }
}
fs.readFile('/none', (error) => console.log(error.stack.split('\n').length, error.message));
fs.promises.readFile('/none').catch((error) => console.log(error.code, error.message));
console.log(fs.statSync('/none', { throwIfNoEntry: false }));
fs.readFileSync('/also/none');
