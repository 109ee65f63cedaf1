// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
require('fs').readFile(__filename, () => { setTimeout(() => log('timeout'), 0); setImmediate(() => log('immediate')); });
