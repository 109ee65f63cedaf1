// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('exit', (code) => { console.log('exit', code, process.exitCode); setTimeout(() => console.log('never'), 0); Promise.resolve().then(() => console.log('never?')); });
process.nextTick(() => console.log('never tick'));
console.log('a');
try { process.exit(3); } finally { console.log('never finally'); }
