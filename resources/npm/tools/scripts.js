// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// {} -> { packages: [{ name, version, path, scripts: { EVENT: command }, allowed: true|false|null }] }
// The installed packages with install scripts. allowed: what allowScripts of package.json (or
// allow-scripts of npm's configuration) says, by npm's own rules; null: nothing. Runs nothing.
'use strict';

const { fromNpm, load, run } = require('./common.js');

run(async ({ npm, options }) => {
  const Arborist = load('@npmcli/arborist');
  const isScriptAllowed = load('@npmcli/arborist/lib/script-allowed.js');
  const getInstallScripts = load('@npmcli/arborist/lib/install-scripts.js');
  const { policy } = await fromNpm('lib/utils/resolve-allow-scripts.js')(npm);
  const tree = await new Arborist({ ...options, path: npm.prefix }).loadActual();
  const packages = [];
  for (const node of tree.inventory.values()) {
    if (node.isProjectRoot || node.isWorkspace || node.isLink || node.inBundle)
      continue;
    const scripts = await getInstallScripts(node);
    if (Object.keys(scripts).length === 0)
      continue;
    packages.push({
      name: node.name,
      version: node.version ?? '',
      path: node.location,
      scripts,
      allowed: isScriptAllowed(node, policy),
    });
  }
  return { packages };
});
