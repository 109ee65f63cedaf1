// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import fs, { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const original = fs.readFileSync;
fs.readFileSync = () => 'patched';
console.log(readFileSync === original);
syncBuiltinESMExports();
console.log(readFileSync(), readFileSync === original);
