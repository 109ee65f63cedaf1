// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"env": {"NO_COLOR": "1"}}
const net = require('net');
process.on('uncaughtExceptionMonitor', () => {});
const one = net.createServer().listen(process.env.FIDELITY_TMP + '/sock', () => net.createServer().listen(process.env.FIDELITY_TMP + '/sock'));
