// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.once('SIGINT', () => { console.log('first'); setImmediate(() => process.kill(process.pid, 'SIGINT')); });
process.kill(process.pid, 'SIGINT');
setInterval(() => {}, 1000);
