// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of our own output is gone.
process.stdout.on('error', (e) => { console.error(e.code, e.syscall); process.exit(2); });
require('fs').closeSync(1);
process.stdout.write('x');
