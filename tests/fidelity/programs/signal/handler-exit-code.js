// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('SIGTERM', () => { console.log('cleaning up'); setImmediate(() => process.exit(143)); });
process.on('exit', (c) => console.log('exit', c));
process.kill(process.pid);
setInterval(() => {}, 1000);
