// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawn } = require('child_process');
process.on('SIGUSR2', () => { console.log('from the child'); process.exit(); });
spawn('sh', ['-c', 'kill -USR2 $PPID']);
setInterval(() => {}, 1000);
