// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// collect.mjs NODE_MODULES TARGET
//
// Run by the build: copies what the servers need of the installed packages. TypeScript's server is
// the program of its platform package, with its library files beside it; it needs no Node.js.

import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';

const [source, target] = process.argv.slice(2);

// Folders, relative to node_modules, that no server reads.
const unused = [
  '.bin',
  '@typescript',
  ...['actual', 'es', 'features', 'full', 'proposals', 'stable', 'stage', 'web'].map(
    folder => `core-js/${folder}`,
  ),
  'typescript/bin',
  'typescript/dist',
  'typescript/vendor',
  'vscode-langservers-extracted/lib/eslint-language-server',
  'vscode-langservers-extracted/lib/markdown-language-server',
  'vscode-markdown-languageservice',
];

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await cp(source, join(target, 'node_modules'), {
  recursive: true,
  filter: path => !unused.includes(relative(source, path)),
});

const platforms = await readdir(join(source, '@typescript'));
const platform = platforms.find(name => name.startsWith('typescript-'));
if (!platform)
  throw new Error('TypeScript has no server for this platform among the installed packages.');
const folder = join(source, '@typescript', platform);
await cp(join(folder, 'lib'), join(target, 'typescript'), { recursive: true });
for (const notice of ['LICENSE', 'NOTICE.txt'])
  await cp(join(folder, notice), join(target, 'typescript', notice));
