// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Modules are known by their real path, unless --preserve-symlinks says otherwise.
import { symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
const tmp = process.env.FIDELITY_TMP;
mkdirSync(path.join(tmp, 'real'));
writeFileSync(path.join(tmp, 'real/state.mjs'), 'export const state = {}; export const where = import.meta.url.split("/").slice(-2).join("/");');
symlinkSync('real', path.join(tmp, 'link'));
const one = await import(path.join(tmp, 'real/state.mjs'));
const two = await import(path.join(tmp, 'link/state.mjs'));
console.log(one.state === two.state, one.where, two.where);
writeFileSync(path.join(tmp, 'real/main.cjs'), 'console.log(__filename.split("/").slice(-2).join("/"), require.main === module)');
for (const options of [[], ['--preserve-symlinks-main']])
  console.log(execFileSync(process.execPath, [...options, path.join(tmp, 'link/main.cjs')], { encoding: 'utf8' }).trim());
