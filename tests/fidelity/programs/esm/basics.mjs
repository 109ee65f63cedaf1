// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import fs, { readFileSync } from 'node:fs';
import * as lib from './_lib/lib.mjs';
import def, { a as renamed } from './_lib/lib.mjs';
console.log(this, typeof require, typeof module, typeof __filename);
console.log(lib, def(2), renamed, fs.readFileSync === readFileSync);
lib.bump();
console.log(lib.count);
try { lib.count = 5; } catch (error) { console.log(error.name, error.message); }
console.log(import.meta.url.endsWith('/esm/basics.mjs'), import.meta.filename.endsWith('basics.mjs'),
            import.meta.dirname === process.cwd(), import.meta.main, Object.keys(import.meta));
console.log(import.meta.resolve('./x.js').endsWith('/esm/x.js'), import.meta.resolve('fs'));
