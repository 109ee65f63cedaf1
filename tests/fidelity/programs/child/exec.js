// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"sort": true}
const { exec, execSync, execFile, execFileSync } = require('child_process');
console.log(execSync('echo sync; exit 0', { encoding: 'utf8' }));
try { execSync('echo out; echo err >&2; exit 7', { stdio: 'pipe' }); } catch (error) { console.log(error.status, error.signal, String(error.stdout), String(error.stderr), error.message); }
exec('echo $VALUE', { env: { VALUE: '5' } }, (error, stdout, stderr) => console.log(error, stdout, stderr));
exec('exit 9', (error) => console.log(error.code, error.killed, error.cmd));
execFile(process.execPath, ['-p', '1 + 1'], (error, stdout) => console.log(stdout));
execFile('/no/such/program', (error) => console.log(error.code, error.syscall, error.path, error.spawnargs));
try { execFileSync('false'); } catch (error) { console.log(error.status); }
