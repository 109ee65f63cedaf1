// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { exec, execFile } from 'node:child_process';
import { promisify } from 'node:util';
const { stdout } = await promisify(exec)('echo promised');
console.log(stdout);
try { await promisify(execFile)('sh', ['-c', 'echo o; echo e >&2; exit 4']); } catch (error) { console.log(error.code, error.stdout, error.stderr); }
