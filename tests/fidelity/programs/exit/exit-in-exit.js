// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('exit', (code) => { console.log('first', code); process.exit(7); });
process.on('exit', (code) => console.log('second', code));
process.exit(1);
