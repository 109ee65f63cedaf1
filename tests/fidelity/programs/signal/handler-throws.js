// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('SIGUSR2', () => { throw new Error('in a handler'); });
process.kill(process.pid, 'SIGUSR2');
setInterval(() => {}, 1000);
