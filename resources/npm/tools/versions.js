// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// { name } -> { name, offline, description, license, homepage, repository, tags: [{ name, version }],
// versions: [{ version, date, deprecated, node, bytes, hasInstallScript }], newest first }
// Without a network: the versions that npm's cache can install.
'use strict';

const {
  cachedPackument, cachedVersions, codeOf, load, offlineCodes, quickly, run,
} = require('./common.js');

const text = (value) => (typeof value === 'string' ? value : '');

async function packumentOf(name, options) {
  if (!options.offline) {
    try {
      const packument = await load('pacote').packument(name,
        { ...options, ...quickly, fullMetadata: true, packumentCache: null });
      return { packument, offline: false };
    } catch (error) {
      if (!offlineCodes.has(codeOf(error)))
        throw error;
    }
  }
  return { packument: await cachedPackument(name, options), offline: true };
}

run(async ({ options, input }) => {
  const { packument, offline } = await packumentOf(input.name, options);
  const semver = load('semver');
  const known = offline
    ? await cachedVersions(packument, options.cache)
    : Object.keys(packument.versions ?? {});
  const versions = known.filter((version) => semver.valid(version)).sort(semver.rcompare);
  const shown = packument.versions[packument['dist-tags']?.latest] ?? packument.versions[versions[0]];
  return {
    name: packument.name,
    offline,
    description: text(shown?.description ?? packument.description),
    license: text(shown?.license ?? packument.license),
    homepage: text(shown?.homepage ?? packument.homepage),
    repository: text((shown?.repository ?? packument.repository)?.url),
    tags: Object.entries(packument['dist-tags'] ?? {})
      .filter(([, version]) => versions.includes(version))
      .map(([name, version]) => ({ name, version })),
    versions: versions.map((version) => {
      const manifest = packument.versions[version];
      return {
        version,
        date: text(packument.time?.[version]),
        deprecated: text(manifest.deprecated),
        node: text(manifest.engines?.node),
        bytes: Number(manifest.dist?.unpackedSize) || 0,
        hasInstallScript: manifest.hasInstallScript === true,
      };
    }),
  };
});
