// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawnSync, execSync } = require('child_process');
const path = require('path');
console.log(execSync('node -p "process.versions.v8 + process.execArgv"', { encoding: 'utf8', env: { ...process.env, PATH: `${process.env.FIDELITY_TMP}:${process.env.PATH}` }, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', shell: '/bin/sh', ...linkNode() }).includes(process.versions.v8));
function linkNode() { require('fs').symlinkSync(process.execPath, path.join(process.env.FIDELITY_TMP, 'node')); }
console.log(spawnSync('sh', ['-c', 'echo $0 $PWD $X'], { argv0: 'renamed', cwd: '/', env: { X: 'only' } }).stdout.toString());
console.log(spawnSync(process.execPath, ['-p', 'process.title + process.argv0'], { argv0: 'my-name', encoding: 'utf8' }).stdout);
