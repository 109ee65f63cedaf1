// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawn } = require('child_process');
const child = spawn(process.execPath, ['-e', 'console.log("child ran")'], { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('exit', () => console.log('then the parent'));
