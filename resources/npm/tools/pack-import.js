// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// { file } -> { packages: [{ name, version }], bytes }
// Puts the packages of a class pack into npm's cache, so that they can be installed without a
// network. Everything is checked before anything is kept: the names in the file, sizes, that each
// package is what its SHA-512 says and calls itself as the list says, and that the cache does not
// know another package of this name and version. Nothing is unpacked to files.
'use strict';

const fs = require('node:fs');

const { cachedPackument, load, run } = require('./common.js');
const { hexOf, limits, manifestName, tarballPattern } = require('./pack-format.js');

const bad = (message) => Object.assign(new Error(message), { code: 'EBADPACK' });

function checkEntry(entry) {
  const semver = load('semver');
  const valid = load('validate-npm-package-name');
  if (typeof entry?.name !== 'string' || !valid(entry.name).validForOldPackages)
    throw bad('The pack has a package with a bad name.');
  if (typeof entry.version !== 'string' || semver.valid(entry.version) !== entry.version)
    throw bad(`${entry.name} has a bad version.`);
  if (typeof entry.integrity !== 'string' || !hexOf(entry.integrity, load('ssri')))
    throw bad(`${entry.name} has no SHA-512.`);
  if (typeof entry.described !== 'object' || entry.described === null)
    throw bad(`${entry.name} is not described.`);
}

function parseManifest(data) {
  let pack;
  try {
    pack = JSON.parse(data);
  } catch {
    throw bad(`${manifestName} is damaged.`);
  }
  if (pack?.looptidePack !== 1)
    throw bad('This is no class pack, or it comes from a newer Looptide.');
  if (!Array.isArray(pack.packages) || pack.packages.length > limits.packages)
    throw bad('The list of packages is missing or too long.');
  pack.packages.forEach(checkEntry);
  return pack.packages;
}

// Calls use(entry, data) for each package, one after the other.
async function readPack(file, use) {
  const tar = load('tar');
  const ssri = load('ssri');
  if ((await fs.promises.stat(file)).size > limits.totalBytes)
    throw bad('The pack is too large.');
  let expected = null; // by name in the file
  let failure = null;
  const tasks = [];
  const take = (entry) => {
    const limit = expected ? limits.tarballBytes : limits.manifestBytes;
    const isExpected = expected ? tarballPattern.test(entry.path) && expected.has(entry.path)
      : entry.path === manifestName;
    if (entry.type !== 'File' || !isExpected)
      throw bad(`The pack has something that does not belong there: ${entry.path.slice(0, 200)}`);
    if (entry.size > limit)
      throw bad(`${entry.path} is too large.`);
    const chunks = [];
    entry.on('data', (chunk) => chunks.push(chunk));
    entry.on('end', () => {
      try {
        const data = Buffer.concat(chunks);
        if (!expected) {
          expected = new Map(parseManifest(data)
            .map((item) => [`packages/${hexOf(item.integrity, ssri)}.tgz`, item]));
          return;
        }
        const item = expected.get(entry.path);
        expected.delete(entry.path);
        if (!ssri.checkData(data, item.integrity))
          throw bad(`${item.name}@${item.version} is damaged: it is not what its SHA-512 says.`);
        tasks.push(use(item, data).catch((error) => { failure ??= error; }));
      } catch (error) {
        failure ??= error;
      }
    });
  };
  await tar.list({
    file,
    strict: true,
    maxReadSize: 4 * 2 ** 20,
    onReadEntry(entry) {
      try {
        if (!failure)
          take(entry);
        else
          entry.resume();
      } catch (error) {
        failure ??= error;
        entry.resume();
      }
    },
  });
  await Promise.all(tasks);
  if (failure)
    throw failure;
  if (!expected)
    throw bad('This is no class pack: it has no list of packages.');
  if (expected.size)
    throw bad(`${expected.values().next().value.name} is missing in the pack.`);
}

// The package.json in the package itself.
function describeTarball(data) {
  const tar = load('tar');
  return new Promise((resolve, reject) => {
    let text = null;
    const parser = new tar.Parser({
      strict: true,
      onReadEntry(entry) {
        const isManifest = text === null && /^[^/]+\/package\.json$/.test(entry.path);
        if (!isManifest || entry.size > limits.manifestBytes) {
          entry.resume();
          return;
        }
        const chunks = [];
        entry.on('data', (chunk) => chunks.push(chunk));
        entry.on('end', () => { text = Buffer.concat(chunks).toString(); });
      },
    });
    parser.on('error', reject);
    parser.on('end', () => resolve(JSON.parse(text.replace(/^\uFEFF/, ''))));
    parser.end(data);
  });
}

async function check(item, data, options) {
  const described = await describeTarball(data).catch(() => null);
  if (described?.name !== item.name
    || load('semver').clean(String(described?.version), true) !== item.version)
    throw bad(`${item.name}@${item.version} contains another package.`);
  const known = await cachedPackument(item.name, options).catch(() => null);
  const integrity = known?.versions?.[item.version]?.dist?.integrity;
  if (integrity && hexOf(integrity, load('ssri')) !== hexOf(item.integrity, load('ssri')))
    throw bad(`${item.name}@${item.version} is not the package that the registry has.`);
}

const addressOf = (name, options) => {
  const npa = load('npm-package-arg');
  const registry = load('npm-registry-fetch').pickRegistry(npa(name), options).replace(/\/*$/, '/');
  return { registry, packument: registry + npa(name).escapedName };
};

// As if the registry had sent it.
async function storePackument(packument, address, options) {
  const CacheEntry = load('make-fetch-happen/lib/cache/entry.js');
  const { Minipass } = load('minipass');
  const { Request, Response } = load('minipass-fetch');
  const text = Buffer.from(JSON.stringify(packument));
  const response = new Response(new Minipass().end(text), {
    url: address,
    status: 200,
    headers: {
      'content-type': 'application/json',
      'content-length': String(text.length),
      'cache-control': 'public, max-age=300',
      date: new Date().toUTCString(),
    },
  });
  const entry = new CacheEntry({
    request: new Request(address, { headers: { accept: 'application/json' } }),
    response,
    options: { cachePath: options.cache, cacheAdditionalHeaders: [], algorithms: ['sha512'] },
  });
  await (await entry.store('miss')).buffer();
}

async function storeDescriptions(items, options) {
  const semver = load('semver');
  const byName = Map.groupBy(items, (item) => item.name);
  for (const [name, versions] of byName) {
    const address = addressOf(name, options);
    const known = await cachedPackument(name, options).catch(() => null);
    const packument = {
      name, description: versions[0].described.description, 'dist-tags': known?.['dist-tags'] ?? {},
      versions: { ...known?.versions }, time: { ...known?.time },
    };
    for (const { version, integrity, described } of versions) {
      packument.versions[version] ??= {
        ...described, name, version,
        dist: {
          integrity,
          tarball: `${address.registry}${name}/-/${name.split('/').at(-1)}-${version}.tgz`,
        },
      };
    }
    packument['dist-tags'].latest ??= Object.keys(packument.versions).sort(semver.rcompare)[0];
    await storePackument(packument, address.packument, options);
  }
}

run(async ({ options, input }) => {
  const cacache = load('cacache');
  const items = [];
  let bytes = 0;
  await readPack(input.file, async (item, data) => check(item, data, options));
  await readPack(input.file, async (item, data) => {
    const { integrity, name, version } = item;
    await cacache.put(options.cache, `looptide:class-pack:${name}@${version}`, data, { integrity });
    bytes += data.length;
    items.push(item);
  });
  await storeDescriptions(items, options);
  return { packages: items.map(({ name, version }) => ({ name, version })), bytes };
});
