// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// { file, names: [NAME] } -> { packages, bytes, leftOut: [{ name, reason }] }
// Writes a class pack: these packages of the project in the working directory with everything that
// they need, from its lock file; without names all of them. The packages come from npm's cache, and
// what is not there from the registry.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pipeline } = require('node:stream/promises');

const { cachedPackument, codeOf, load, run } = require('./common.js');
const { hexOf, manifestName } = require('./pack-format.js');

const atOnce = 8;

// The nodes that the chosen ones need, and themselves.
function closure(tree, names) {
  const roots = names.length
    ? names.map((name) => tree.children.get(name)).filter(Boolean)
    : [...tree.edgesOut.values()].map((edge) => edge.to).filter(Boolean);
  const reached = new Set();
  const queue = [...roots];
  while (queue.length) {
    const link = queue.pop();
    const node = link.isLink ? link.target : link;
    if (reached.has(node))
      continue;
    reached.add(node);
    for (const edge of node.edgesOut.values()) {
      if (edge.to)
        queue.push(edge.to);
    }
  }
  return [...reached].filter((node) => !node.isRoot && !node.isWorkspace);
}

// The registry's own description of one version; without a network that of npm's cache.
async function manifestOf(name, version, options) {
  const pacote = load('pacote');
  try {
    const packument = await pacote.packument(name,
      { ...options, fullMetadata: true, preferOffline: true });
    if (packument.versions[version])
      return packument.versions[version];
  } catch (error) {
    if (codeOf(error) === 'E404')
      throw error;
  }
  return (await cachedPackument(name, options)).versions[version];
}

async function collect(node, options, folder) {
  const ssri = load('ssri');
  const name = node.packageName;
  const { version, integrity } = node;
  const wanted = `${name}@${version}`;
  if (!integrity || !/^https?:/.test(node.resolved ?? 'https:'))
    return { leftOut: { name: wanted, reason: 'source' } };
  const pacote = load('pacote');
  const data = await pacote.tarball(wanted, { ...options, integrity, preferOffline: true });
  const sha512 = ssri.fromData(data, { algorithms: ['sha512'] }).toString();
  const file = `packages/${hexOf(sha512, ssri)}.tgz`;
  await fs.promises.writeFile(path.join(folder, file), data);
  const manifest = await manifestOf(name, version, options).catch(() => null)
    ?? await pacote.manifest(wanted, { ...options, integrity, preferOffline: true });
  const { dist, _id, _from, _resolved, _integrity, ...described } = manifest;
  return { file, bytes: data.length, entry: { name, version, integrity: sha512, described } };
}

async function collectAll(nodes, options, folder) {
  const unique = [...new Map(
    nodes.map((node) => [`${node.packageName}@${node.version}`, node])).values()];
  const results = [];
  const work = async () => {
    for (let node = unique.pop(); node; node = unique.pop()) {
      results.push(await collect(node, options, folder));
      process.stderr.write(`npm http pack ${node.packageName}@${node.version}\n`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function write(file, folder, results) {
  const tar = load('tar');
  const packed = results.filter((result) => result.entry);
  packed.sort((a, b) => (a.file < b.file ? -1 : 1));
  await fs.promises.writeFile(path.join(folder, manifestName), JSON.stringify({
    looptidePack: 1, packages: packed.map((result) => result.entry),
  }));
  const partial = `${file}.partial`;
  try {
    await pipeline(
      tar.create({ cwd: folder, portable: true, noDirRecurse: true },
        [manifestName, ...packed.map((result) => result.file)]),
      fs.createWriteStream(partial));
    await fs.promises.rename(partial, file);
  } finally {
    await fs.promises.rm(partial, { force: true });
  }
}

run(async ({ npm, options, input }) => {
  const Arborist = load('@npmcli/arborist');
  const arborist = new Arborist({ ...options, path: npm.prefix });
  const tree = await arborist.loadVirtual().catch((error) => {
    throw Object.assign(new Error('The project has no package-lock.json: install its packages first.',
      { cause: error }), { code: 'ENOLOCK' });
  });
  const folder = await fs.promises.mkdtemp(path.join(os.tmpdir(), 'looptide-pack-'));
  process.once('SIGTERM', () => { // the user cancels
    fs.rmSync(folder, { recursive: true, force: true });
    fs.rmSync(`${input.file}.partial`, { force: true });
    process.exit(1);
  });
  try {
    await fs.promises.mkdir(path.join(folder, 'packages'));
    const results = await collectAll(closure(tree, input.names ?? []), options, folder);
    if (!results.some((result) => result.entry))
      throw Object.assign(new Error('There is no package of a registry to export.'),
        { code: 'ENOPACKAGES' });
    await write(input.file, folder, results);
    return {
      packages: results.filter((result) => result.entry).length,
      bytes: results.reduce((sum, result) => sum + (result.bytes ?? 0), 0),
      leftOut: results.filter((result) => result.leftOut).map((result) => result.leftOut),
    };
  } finally {
    await fs.promises.rm(folder, { recursive: true, force: true });
  }
});
