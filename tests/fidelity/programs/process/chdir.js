// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const path = require('path');
const { execSync } = require('child_process');
process.chdir(process.env.FIDELITY_TMP);
console.log(process.cwd() === process.env.FIDELITY_TMP, path.resolve('x') === path.join(process.env.FIDELITY_TMP, 'x'));
console.log(execSync('pwd', { encoding: 'utf8' }).trim() === process.cwd());
try { process.chdir('/no/such/folder'); } catch (error) { console.log(error.code, error.message.replace(process.cwd(), 'CWD'), error.syscall, error.dest); }
require('fs').mkdirSync('gone'); process.chdir('gone'); require('fs').rmdirSync('../gone');
try { process.cwd(); } catch (error) { console.log(error.code, error.message); }
