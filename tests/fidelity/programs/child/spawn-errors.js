// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawn, spawnSync } = require('child_process');
spawn('no-such-program-anywhere', ['x']).on('error', (e) => console.log(e.code, e.message)).on('exit', () => console.log('never'));
console.log(spawnSync('no-such-program-anywhere').error.code);
try { spawn(''); } catch (e) { console.log(e.code, e.message); }
try { spawn('ls', { stdio: 'bad' }); } catch (e) { console.log(e.code); }
spawn('ls', { cwd: '/no/such/folder' }).on('error', (e) => console.log(e.code));
