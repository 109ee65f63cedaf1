// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('uncaughtException', (error, origin) => {
  console.log('caught', error.message, origin);
  process.exitCode = 9;
});
process.on('exit', (code) => console.log('exit', code));
setImmediate(() => console.log('still alive'));
throw new Error('first');
