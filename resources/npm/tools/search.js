// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// { query } -> { source, code, message, packages: [{ name, version, description, date }] }
// source: "registry"; "name" when the registry has no search, so that only the package with exactly
// this name was asked for; "cache" without a network.
'use strict';

const {
  cachedPackument, cachedVersions, codeOf, load, messageOf, offlineCodes, quickly, run,
} = require('./common.js');

const mostResults = 50;
const text = (value) => (typeof value === 'string' ? value : '');

function describe(packument, version) {
  return {
    name: packument.name,
    version,
    description: text(packument.versions[version]?.description ?? packument.description),
    date: text(packument.time?.[version]),
  };
}

async function fromRegistry(words, options) {
  const found = await load('libnpmsearch')(words, { ...options, limit: mostResults });
  return found.map((entry) => ({
    name: text(entry.name),
    version: text(entry.version),
    description: text(entry.description),
    date: entry.date instanceof Date ? entry.date.toISOString() : text(entry.date),
  }));
}

async function byName(name, options) {
  const { validForOldPackages } = load('validate-npm-package-name')(name);
  if (!validForOldPackages)
    return [];
  try {
    const packument = await load('pacote').packument(name, { ...options, fullMetadata: true });
    const version = packument['dist-tags']?.latest;
    return version ? [describe(packument, version)] : [];
  } catch (error) {
    if (codeOf(error) === 'E404')
      return [];
    throw error;
  }
}

// The names of packages that npm's cache knows.
async function cachedNames(cache) {
  const prefix = 'make-fetch-happen:request-cache:';
  const names = new Set();
  const valid = load('validate-npm-package-name');
  for await (const { key } of load('cacache').ls.stream(cache)) {
    if (!key.startsWith(prefix) || key.includes('/-/'))
      continue;
    const parts = decodeURIComponent(new URL(key.slice(prefix.length)).pathname).split('/');
    const scope = parts.at(-2)?.startsWith('@') ? `${parts.at(-2)}/` : '';
    const name = scope + parts.at(-1);
    if (valid(name).validForOldPackages)
      names.add(name);
  }
  return [...names];
}

const rank = (name, query) => (name === query ? 0 : name.startsWith(query) ? 1 : 2);

async function fromCache(query, options) {
  const semver = load('semver');
  const words = query.toLowerCase().split(/\s+/);
  const names = (await cachedNames(options.cache).catch(() => []))
    .filter((name) => words.every((word) => name.toLowerCase().includes(word)))
    .sort((a, b) => rank(a, query) - rank(b, query) || a.localeCompare(b));
  const packages = [];
  for (const name of names) {
    const packument = await cachedPackument(name, options).catch(() => null);
    const versions = packument ? await cachedVersions(packument, options.cache) : [];
    if (versions.length)
      packages.push(describe(packument, versions.sort(semver.rcompare)[0]));
    if (packages.length === mostResults)
      break;
  }
  return packages;
}

run(async ({ options, input }) => {
  const query = input.query.trim();
  const asked = { ...options, ...quickly };
  try {
    if (options.offline)
      return { source: 'cache', packages: await fromCache(query, options) };
    return { source: 'registry', packages: await fromRegistry(query.split(/\s+/), asked) };
  } catch (error) {
    const why = { code: codeOf(error), message: messageOf(error) };
    if (offlineCodes.has(why.code))
      return { source: 'cache', ...why, packages: await fromCache(query, options) };
    // Many registries of companies have no search.
    if (/^E4(?!01|03|07)\d\d$|^E501$/.test(why.code))
      return { source: 'name', ...why, packages: await byName(query, asked) };
    throw error;
  }
});
