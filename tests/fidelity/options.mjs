// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// looptide-node --expose-internals --no-warnings options.mjs
// Checks that runtime/project/nodeoptions.cpp knows which options of this Node take the next word as a value.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { internalBinding } = createRequire(import.meta.url)('internal/test/binding');
const { getCLIOptionsInfo, types } = internalBinding('options');
const { options, aliases } = getCLIOptionsInfo();
const withoutValue = [types.kNoOp, types.kV8Option, types.kBoolean];

const wanted = new Set(['-pe']);
for (const [name, { type }] of options) {
  if (!withoutValue.includes(type))
    wanted.add(name);
}
for (const [alias, [first, ...rest]] of aliases) {
  if (rest.length === 0 && wanted.has(first) && /^--?[\w-]+$/.test(alias))
    wanted.add(alias);
}

const source = readFileSync(path.join(import.meta.dirname, '../../runtime/project/nodeoptions.cpp'), 'utf8');
const list = /valueOptions\s*\{([^}]*)\}/.exec(source)[1];
const known = new Set([...list.matchAll(/"(-[^"]+)"/g)].map((match) => match[1]));

const missing = [...wanted.difference(known)].sort();
const superfluous = [...known.difference(wanted)].sort();
if (missing.length || superfluous.length) {
  console.error('missing:', missing.join(' ') || 'none');
  console.error('superfluous:', superfluous.join(' ') || 'none');
  process.exit(1);
}
console.log(`${known.size} options take a value`);
