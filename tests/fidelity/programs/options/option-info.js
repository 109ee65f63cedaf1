// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--no-addons", "--pending-deprecation", "--max-http-header-size=9000", "--dns-result-order=ipv6first"]}
console.log(process.execArgv, require('http').maxHeaderSize, require('dns').getDefaultResultOrder());
console.log(process.allowedNodeEnvironmentFlags.size > 100, process.allowedNodeEnvironmentFlags.has('--require'));
