// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawn } = require('child_process');
const child = spawn('sh', ['-c', 'read line; echo "got $line"; echo problem >&2; exit 3']);
child.stdout.setEncoding('utf8').on('data', (d) => console.log('out', d.trim()));
child.stderr.setEncoding('utf8').on('data', (d) => console.log('err', d.trim()));
child.on('spawn', () => console.log('spawn', child.pid > 0, child.spawnfile, child.spawnargs));
child.on('close', (code, signal) => console.log('close', code, signal, child.exitCode, child.killed));
child.stdin.end('a line\n');
