// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// npm-ci.mjs --source DIR --output DIR --cache DIR [--npm NPM-CLI.JS] [-- NPM-ARG...]
//
// Run by the build (cmake/LooptideNpm.cmake): installs exactly what DIR/package-lock.json pins into
// OUTPUT/node_modules, without install scripts and from the cache folder as far as that goes.
// Without --npm, npm itself comes first: the version that ./package-lock.json pins, fetched by
// corepack, which checks it against the same hash.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options, positionals: npmArguments } = parseArgs({
  allowPositionals: true,
  options: {
    source: { type: 'string' },
    output: { type: 'string' },
    cache: { type: 'string' },
    npm: { type: 'string' },
  },
});

function fail(message) {
  console.error(`\nlooptide: ${message}`);
  process.exit(1);
}

async function pinnedNpm() {
  const lock = JSON.parse(await readFile(join(import.meta.dirname, 'package-lock.json'), 'utf8'));
  const { version, integrity } = lock.packages['node_modules/npm'];
  const [algorithm, digest] = integrity.split('-');
  return `npm@${version}+${algorithm}.${Buffer.from(digest, 'base64').toString('hex')}`;
}

function corepack() {
  const prefix = resolve(dirname(process.execPath), '..');
  const places = ['share/nodejs', 'lib/node_modules', 'bin/node_modules'];
  return places.map(place => join(prefix, place, 'corepack/dist/corepack.js')).find(existsSync);
}

// npm reads the registry from its own files; corepack knows only the environment.
async function registry() {
  if (process.env.npm_config_registry)
    return process.env.npm_config_registry;
  const config = await readFile(join(homedir(), '.npmrc'), 'utf8').catch(() => '');
  return config.match(/^\s*registry\s*=\s*(\S+)/m)?.[1];
}

async function npmCommand() {
  if (options.npm)
    return [process.execPath, options.npm];
  const script = corepack();
  if (script)
    return [process.execPath, script, await pinnedNpm()];
  const name = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const folder = process.env.PATH.split(delimiter).find(entry => existsSync(join(entry, name)));
  if (!folder)
    fail('this Node.js has neither corepack nor npm, and the build needs one of them to begin with.');
  return [join(folder, name)];
}

async function environment() {
  const bundle = '/etc/ssl/certs/ca-certificates.crt'; // may hold certificates of the site
  const env = {
    ...process.env,
    COREPACK_ENABLE_AUTO_PIN: '0',
    COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
    COREPACK_HOME: join(options.cache, 'corepack'),
    npm_config_cache: join(options.cache, 'npm'),
  };
  if (!env.NODE_EXTRA_CA_CERTS && existsSync(bundle))
    env.NODE_EXTRA_CA_CERTS = bundle;
  const address = await registry();
  if (address)
    env.COREPACK_NPM_REGISTRY ??= address.replace(/\/+$/, '');
  return env;
}

if (!options.source || !options.output || !options.cache)
  fail('npm-ci.mjs needs --source, --output and --cache.');

await mkdir(options.output, { recursive: true });
for (const file of ['package.json', 'package-lock.json'])
  await cp(join(options.source, file), join(options.output, file));

const [program, ...first] = await npmCommand();
const env = await environment();

function install(npmOptions, stderr) {
  return spawnSync(program, [
    ...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier',
    '--loglevel=error', ...npmOptions, ...npmArguments,
  ], { cwd: options.output, env, stdio: ['ignore', 'inherit', stderr] });
}

// The cache may know a package from before the locked version of it was published. Only a second
// try, without --prefer-offline, asks for what is new.
let { status, error } = install(['--prefer-offline'], 'ignore');
if (!error && status !== 0)
  ({ status, error } = install([], 'inherit'));

if (error || status !== 0) {
  await rm(join(options.output, 'node_modules'), { recursive: true, force: true });
  fail(`the npm packages of ${options.source} could not be installed${error ? `: ${error.message}` : ''}.
They come from the npm registry the first time (it has to be reachable; a mirror can be named with
npm_config_registry or in ~/.npmrc) and later from ${options.cache}.`);
}
