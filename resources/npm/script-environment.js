// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// looptide-node script-environment.js NPM-FOLDER
// Prints what `npm run NAME` (`npm start` for start) would hand to each script of the package in the
// working directory, as JSON: { files: [what it depends on], scripts: { NAME: environment },
// ignoreScripts: whether pre and post scripts are left out, shell: for scripts, if configured }. The
// bundled npm's own modules decide, so that configuration files and variables count as they do there; nothing is run
// and nothing is written, neither caches nor logs.
'use strict';

const fs = require('node:fs');
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
  // In a workspace npm goes on from the root of them all, but runs the script of the workspace.
  const folder = config.get('workspace', 'default')?.[0] ?? config.localPrefix;
  const { content } = await fromModule('@npmcli/package-json').normalize(folder);
  const scripts = {};
  const commands = { ...content.scripts };
  // What npm starts by itself.
  if (!commands.start && fs.existsSync(path.join(folder, 'server.js')))
    commands.start = 'node server.js';
  for (const [event, cmd] of Object.entries(commands)) {
    const [, , options] = makeSpawnArgs({
      args: [],
      cmd,
      env: packageEnvs(content),
      event,
      nodeGyp: config.get('node-gyp'),
      path: folder,
    });
    scripts[event] = options.env;
    if (event === 'start')
      options.env.npm_command = 'start'; // run by `npm start`, not by `npm run start`
  }
  const files = ['project', 'user', 'global', 'builtin']
    .map((name) => config.data.get(name)?.source)
    .filter((source) => typeof source === 'string' && path.isAbsolute(source));
  files.push(path.join(config.localPrefix, 'package.json'), path.join(folder, 'package.json'),
    path.join(folder, 'server.js'), path.join(process.cwd(), '.npmrc'));
  return {
    folder,
    files,
    scripts,
    ignoreScripts: config.get('ignore-scripts'),
    shell: config.get('script-shell') || undefined,
  };
}

main().then((result) => {
  process.stdout.write(JSON.stringify(result));
}, (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
