// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const fs = require('fs');
const file = process.env.FIDELITY_TMP + '/f';
console.log(process.umask(0o027).toString(8), process.umask().toString(8));
fs.writeFileSync(file, '');
console.log((fs.statSync(file).mode & 0o777).toString(8), process.umask('077').toString(8));
try { process.umask('xyz'); } catch (error) { console.log(error.code); }
console.log(require('child_process').execSync('umask', { encoding: 'utf8' }).trim());
