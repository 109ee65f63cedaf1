// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// collect.mjs NODE_MODULES PROGRAM NOTICES
//
// Run by the build: copies ripgrep out of the package for this platform, and its licence.

import { chmod, copyFile, mkdir, readdir, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const [modules, program, notices] = process.argv.slice(2);

const packages = await readdir(join(modules, '@vscode'));
const platform = packages.find(name => name.startsWith('ripgrep-'));
if (!platform)
  throw new Error('ripgrep has no program for this platform among the installed packages.');
const folder = join(modules, '@vscode', platform);
const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
for (const target of [dirname(program), notices])
  await mkdir(target, { recursive: true });
await copyFile(join(folder, 'bin', name), program);
await chmod(program, 0o755);
await utimes(program, new Date(), new Date());
await copyFile(join(folder, 'LICENSE'), join(notices, 'LICENSE'));
