// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded with --import before each server that runs on Node.js: the server can load its own modules
// only. Configurations and plugins that an opened folder has as programs therefore do not run; the
// server reports that it could not load them.

import { registerHooks } from 'node:module';

const bundle = new URL('./', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    if (resolved.url.startsWith('node:') || resolved.url.startsWith(bundle))
      return resolved;
    throw new Error(
      `Looptide does not run programs of an opened folder: ${specifier}. ` +
        'Only configuration files in JSON are read.',
    );
  },
});
