// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--permission", "--allow-fs-read=*"]}
const fs = require('fs');
try { fs.writeFileSync('/tmp/never', ''); } catch (error) { console.log(error.code, error.permission, error.resource); }
try { require('child_process').spawnSync('true'); } catch (error) { console.log(error.code, error.permission); }
console.log(process.permission.has('fs.read'), process.permission.has('fs.write'));
