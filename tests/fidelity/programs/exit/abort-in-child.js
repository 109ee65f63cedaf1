// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawnSync } = require('child_process');
const { signal, status, stderr } = spawnSync(process.execPath, ['-e', 'process.on("exit", () => console.log("never")); process.abort()'], { encoding: 'utf8' });
console.log(signal, status, stderr.includes('never'));
