// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const os = require('os');
console.log(os.EOL, os.platform(), os.arch(), os.endianness(), os.homedir() === process.env.HOME, os.tmpdir() === process.env.TMPDIR, os.cpus().length > 0, os.totalmem() > 0, os.userInfo().username.length > 0, os.constants.signals.SIGINT, os.getPriority(), os.availableParallelism() > 0, os.version() === os.version());
