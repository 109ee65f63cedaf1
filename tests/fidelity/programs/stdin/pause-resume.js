// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"stdin": "data"}
process.stdin.once('data', (d) => { console.log(String(d)); process.stdin.pause(); setImmediate(() => { console.log('paused', process.stdin.isPaused()); process.stdin.resume(); }); }).on('end', () => console.log('end'));
