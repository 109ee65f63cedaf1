// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--env-file=./_lib/vars.env", "--env-file-if-exists", "./_lib/none.env"], "env": {"TAKEN": "from outside"}}
console.log(process.env.PLAIN, process.env.QUOTED, process.env.MULTI, process.env.TAKEN, process.env.EMPTY, process.env.COMMENTED);
console.log(require('child_process').execFileSync('sh', ['-c', 'echo "$PLAIN-$TAKEN"'], { encoding: 'utf8' }).trim());
process.loadEnvFile('./_lib/more.env');
console.log(process.env.MORE, require('util').parseEnv('A=1\nB="x y"'));
