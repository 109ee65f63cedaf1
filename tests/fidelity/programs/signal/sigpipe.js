// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawnSync } = require('child_process');
const { status, signal, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" -e 'process.stdout.on("error", (e) => { console.error(e.code); process.exit(5); }); setInterval(() => process.stdout.write("x".repeat(100000)), 1)' | head -c 5 >/dev/null`], { encoding: 'utf8' });
console.log(status, signal, stderr.trim());
