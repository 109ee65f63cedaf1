// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const fs = require('fs');
const dir = process.env.FIDELITY_TMP;
const watcher = fs.watch(dir, (type, name) => { console.log(type, name); watcher.close(); });
watcher.on('close', () => console.log('closed'));
fs.writeFileSync(dir + '/new', 'x');
