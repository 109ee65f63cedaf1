// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawnSync, spawn } = require('child_process');
const fs = require('fs');
const file = process.env.FIDELITY_TMP + '/out';
const fd = fs.openSync(file, 'w');
spawnSync('sh', ['-c', 'echo to file; echo err >&2; echo three >&3'], { stdio: ['ignore', fd, fd, fd] });
console.log(fs.readFileSync(file, 'utf8'));
spawnSync('sh', ['-c', 'echo inherited; echo inherited error >&2'], { stdio: 'inherit' });
const child = spawn('sh', ['-c', 'echo extra >&3; cat <&4'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'] });
child.stdio[3].on('data', (d) => console.log('fd 3:', String(d).trim()));
child.stdio[4].end('through fd 4\n');
child.on('close', (c) => console.log('close', c));
console.log(spawnSync('cat', { input: 'given' }).stdout.toString(), spawnSync('cat', { input: 'x', encoding: 'buffer' }).output);
