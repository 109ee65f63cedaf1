// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { spawn } = require('child_process');
const sleeper = spawn('sleep', ['100']);
sleeper.on('exit', (code, signal) => {
  console.log(code, signal, sleeper.signalCode, sleeper.killed, sleeper.kill());
  const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => { console.log("term"); process.exit(6); }); setInterval(() => {}, 1000); console.log("ready")']);
  child.stdout.on('data', (d) => { console.log(String(d).trim()); if (String(d).includes('ready')) child.kill(); });
  child.on('exit', (c, s) => console.log(c, s));
});
console.log(sleeper.kill('SIGKILL'));
