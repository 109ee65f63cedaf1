// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.exitCode = 12;
process.on('exit', (code) => { console.log(code); process.exitCode = 13; });
process.on('exit', (code) => console.log(code, process.exitCode));
