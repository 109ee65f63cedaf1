// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { thing, type Thing } from './_lib/typed.ts';
import shout from './_lib/typed.mts';
import plain from './_lib/plain.ts';
const copy = { ...thing } satisfies Thing;
console.log(shout(copy), plain, import.meta.filename.endsWith('module.ts'), await Promise.resolve(1 as number));
