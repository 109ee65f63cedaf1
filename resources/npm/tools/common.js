// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the other scripts of this folder share. Each of them is started by NpmCommand in the folder
// of a project, reads one JSON value from its standard input and prints one. They use the modules
// of the bundled npm with npm's own configuration, so that the user's registry, proxy, certificates
// and cache count as they do for npm. A failure is printed as npm prints it.
'use strict';

const path = require('node:path');

const npmFolder = path.join(__dirname, '..', 'npm');
const fromNpm = (name) => require(path.join(npmFolder, name));
const load = (name) => fromNpm(path.join('node_modules', name));

// A user who waits for a list does not want npm's patience of minutes.
const quickly = { fetchRetries: 0, timeout: 15000 };

const offlineCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ENETUNREACH',
  'EHOSTUNREACH', 'ETIMEDOUT', 'ERR_SOCKET_TIMEOUT', 'FETCH_ERROR', 'ENOTCACHED']);

const codeOf = (error) => String(error.code ?? error.name ?? 'Error');
// Without the address: it may contain a password.
const messageOf = (error) => fromNpm('node_modules/@npmcli/redact').redactLog(String(error.message));

async function readInput() {
  const chunks = [];
  for await (const chunk of process.stdin)
    chunks.push(chunk);
  return chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {};
}

async function loadNpm() {
  const Npm = fromNpm('lib/npm.js');
  const npm = new Npm({ npmRoot: npmFolder });
  await npm.load();
  return npm;
}

function run(main) {
  const work = async () => {
    const input = await readInput();
    const npm = await loadNpm();
    const result = await main({ npm, options: npm.flatOptions, input });
    await new Promise((resolve) => process.stdout.write(JSON.stringify(result), resolve));
  };
  work().catch((error) => {
    process.stderr.write(`npm error code ${codeOf(error)}\n`);
    for (const line of messageOf(error).split('\n'))
      process.stderr.write(`npm error ${line}\n`);
    process.exitCode = 1;
  });
}

// The versions of a packument whose packages are in npm's cache.
async function cachedVersions(packument, cache) {
  const cacache = load('cacache');
  const versions = [];
  for (const [version, manifest] of Object.entries(packument.versions ?? {})) {
    const integrity = manifest.dist?.integrity;
    if (integrity && await cacache.get.hasContent(cache, integrity).catch(() => false))
      versions.push(version);
  }
  return versions;
}

// From npm's cache only. The registry sends a long and a short form; either may be there.
async function cachedPackument(name, options) {
  const pacote = load('pacote');
  const offline = { ...options, offline: true, preferOffline: true, packumentCache: null };
  try {
    return await pacote.packument(name, { ...offline, fullMetadata: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOTCACHED')
      throw error;
    return pacote.packument(name, { ...offline, fullMetadata: false });
  }
}

module.exports = {
  cachedPackument, cachedVersions, codeOf, fromNpm, load, messageOf, offlineCodes, quickly, run,
};
