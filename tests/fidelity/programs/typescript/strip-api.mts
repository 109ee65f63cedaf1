// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--no-warnings"]}
import { stripTypeScriptTypes } from 'node:module';
console.log(JSON.stringify(stripTypeScriptTypes('const a: number = 1;')), stripTypeScriptTypes('enum A { B }', { mode: 'transform' }));
try { stripTypeScriptTypes('enum A {}'); } catch (error: any) { console.log(error.code); }
