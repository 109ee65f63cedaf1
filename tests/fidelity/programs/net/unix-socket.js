// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const net = require('net');
const path = process.env.FIDELITY_TMP + '/s.sock';
const server = net.createServer((c) => c.end('over a unix socket')).listen(path, () => net.connect(path).on('data', (d) => console.log(String(d))).on('close', () => server.close(() => console.log(require('fs').existsSync(path)))));
