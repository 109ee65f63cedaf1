// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// { name, version, node, license } -> { problems: { FIELD: reason } }
// What npm would not accept in package.json, by npm's own libraries. Empty texts are not looked at,
// except that the reason for a name is npm's.
'use strict';

const { load, run } = require('./common.js');

function licenseFits(license) {
  if (license === 'UNLICENSED' || license.startsWith('SEE LICENSE IN '))
    return true;
  try {
    load('spdx-expression-parse')(license);
    return true;
  } catch {
    return false;
  }
}

run(async ({ input }) => {
  const semver = load('semver');
  const problems = {};
  if (input.name) {
    const { validForOldPackages, errors, warnings } =
      load('validate-npm-package-name')(input.name);
    if (!validForOldPackages)
      problems.name = [...errors ?? [], ...warnings ?? []].join('; ');
  }
  if (input.version && semver.valid(input.version) === null)
    problems.version = 'semver';
  if (input.node && semver.validRange(input.node) === null)
    problems.node = 'semver';
  if (input.license && !licenseFits(input.license))
    problems.license = 'spdx';
  return { problems };
});
