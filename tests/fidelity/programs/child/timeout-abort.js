// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawnSync, exec, execFile } = require('child_process');
const r = spawnSync('sleep', ['100'], { timeout: 50 });
console.log(r.signal, r.status, r.error.code);
exec('sleep 100', { timeout: 30, killSignal: 'SIGKILL' }, (e) => console.log(e.killed, e.signal));
const aborter = new AbortController();
execFile('sleep', ['100'], { signal: aborter.signal }, (e) => console.log(e.name, e.code));
setImmediate(() => aborter.abort());
try { require('child_process').execSync('yes | head -c 100000', { maxBuffer: 1000 }); } catch (e) { console.log(e.code); }
