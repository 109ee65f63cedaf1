// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// { engines: [range], changes: [{ from, to }] } -> { node, unfit: [range], kinds: [kind] }
// unfit: the ranges that the bundled Node.js is not in. kind: "major", "minor", "patch",
// "prerelease" and so on as npm's semver says; "" for the same version, "older" for an older one.
'use strict';

const { load, run } = require('./common.js');

const semver = load('semver');

function kindOf({ from, to }) {
  if (!semver.valid(from) || !semver.valid(to))
    return 'unknown';
  if (semver.lt(to, from))
    return 'older';
  const kind = semver.diff(from, to);
  // A change of 0.x may break what uses it: npm's own ranges (^0.1.0) do not take it.
  return kind && !semver.satisfies(to, `^${from}`, { includePrerelease: true }) ? 'major' : kind ?? '';
}

run(async ({ input }) => ({
  node: process.version,
  unfit: (input.engines ?? []).filter((range) => semver.validRange(range, { loose: true }) !== null
    && !semver.satisfies(process.version, range, { loose: true, includePrerelease: true })),
  kinds: (input.changes ?? []).map(kindOf),
}));
