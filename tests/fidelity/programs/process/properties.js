// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log(process.argv.length, process.argv0, process.execArgv, process.title, process.platform, process.arch);
console.log(process.version, process.versions.v8, process.release.name, process.config.target_defaults !== undefined);
console.log(Object.keys(process.features), process.features.inspector, process.stdin.constructor.name, process.stdout.constructor.name);
console.log(process.isTTY, process.stdout.isTTY, process.stdin.isTTY, process.stdout.columns, process.stdout.writable);
console.log(process.pid > 1, process.ppid > 0, process.debugPort, process.exitCode, process.connected, process.channel);
console.log(require('path').basename(process.execPath), process.argv[0] === process.execPath, process.argv[1].endsWith('properties.js'));
console.log(process.listenerCount('exit'), process.eventNames(), process.getMaxListeners());
