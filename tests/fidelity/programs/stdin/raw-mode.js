// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
try { process.stdin.setRawMode(true); } catch (error) { console.log(error.name, error.message); }
console.log(process.stdout.getWindowSize, process.stdout.hasColors, require('tty').isatty(0), require('tty').isatty(1));
