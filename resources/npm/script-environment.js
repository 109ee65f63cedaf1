// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// looptide-node script-environment.js NPM-FOLDER
// Prints what `npm run NAME` would hand to each script of the package in the working directory, as
// JSON: { files: [what it depends on], scripts: { NAME: environment } }. The bundled npm's own
// modules decide, so that configuration files and variables count as they do there; nothing is run
// and nothing is written, neither caches nor logs.
'use strict';

const path = require('node:path');

const npmFolder = process.argv[2];
const fromNpm = (name) => require(path.join(npmFolder, name));
const fromModule = (name) => fromNpm(path.join('node_modules', name));

async function loadConfig() {
  const Config = fromModule('@npmcli/config');
  const { definitions, flatten, nerfDarts, shorthands } =
    fromModule('@npmcli/config/lib/definitions');
  const config = new Config({
    npmPath: npmFolder,
    definitions,
    flatten,
    nerfDarts,
    shorthands,
    argv: [process.execPath, path.join(npmFolder, 'bin/npm-cli.js'), 'run'],
    warn: false,
  });
  await config.load(); // sets npm_config_* and more in process.env
  return config;
}

async function main() {
  // npm asks its own streams about colours; the script will have a terminal.
  process.stdout.isTTY = true;
  process.stderr.isTTY = true;
  process.argv[1] = path.join(npmFolder, 'bin/npm-cli.js');
  const config = await loadConfig();
  process.env.COLOR = config.flat.color ? '1' : '0';
  process.env.npm_command = fromNpm('lib/utils/cmd-list.js').deref('run');

  const makeSpawnArgs = fromModule('@npmcli/run-script/lib/make-spawn-args.js');
  const packageEnvs = fromModule('@npmcli/run-script/lib/package-envs.js');
  const { content } = await fromModule('@npmcli/package-json').normalize(config.localPrefix);
  const scripts = {};
  for (const [event, cmd] of Object.entries(content.scripts ?? {})) {
    const [, , options] = makeSpawnArgs({
      args: [],
      cmd,
      env: packageEnvs(content),
      event,
      nodeGyp: config.get('node-gyp'),
      path: config.localPrefix,
    });
    scripts[event] = options.env;
  }
  const files = ['project', 'user', 'global', 'builtin']
    .map((name) => config.data.get(name)?.source)
    .filter((source) => typeof source === 'string' && path.isAbsolute(source));
  files.push(path.join(config.localPrefix, 'package.json'), path.join(process.cwd(), '.npmrc'));
  return { folder: config.localPrefix, files, scripts };
}

main().then((result) => {
  process.stdout.write(JSON.stringify(result));
}, (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
