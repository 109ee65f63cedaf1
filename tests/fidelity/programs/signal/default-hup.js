// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log('before');
process.kill(process.pid, 'SIGHUP');
setInterval(() => {}, 1000);
