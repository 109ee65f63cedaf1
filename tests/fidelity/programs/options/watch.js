// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A change of the file runs it again; the child's terminal escapes are left out.
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const file = path.join(process.env.FIDELITY_TMP, 'watched.js');
fs.writeFileSync(file, 'console.log("run 1")');
const child = spawn(process.execPath, ['--watch', '--watch-preserve-output', file], { stdio: ['ignore', 'pipe', 'inherit'] });
let text = '';
child.stdout.setEncoding('utf8').on('data', (chunk) => {
  text += chunk;
  if (text.includes('run 2')) child.kill();
  else if (text.includes('Completed running')) fs.writeFileSync(file, 'console.log("run 2")');
});
child.on('exit', () => console.log(text.match(/run \d/g)));
