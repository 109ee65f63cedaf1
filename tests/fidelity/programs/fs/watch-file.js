// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const fs = require('fs');
const file = process.env.FIDELITY_TMP + '/w';
fs.writeFileSync(file, '1');
fs.watchFile(file, { interval: 5 }, (now, before) => { console.log(now.size, before.size); fs.unwatchFile(file); });
setTimeout(() => fs.writeFileSync(file, '22'), 10);
