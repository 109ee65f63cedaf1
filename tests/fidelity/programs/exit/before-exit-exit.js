// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('beforeExit', () => { console.log('beforeExit'); process.exit(2); });
process.on('exit', (code) => console.log('exit', code));
