// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const https = require('https');
const { execFileSync } = require('child_process');
const { readFileSync } = require('fs');
const dir = process.env.FIDELITY_TMP;
const tls = require('tls');
const keys = require('../tls/_lib/keys.js');
const server = https.createServer(keys, (q, s) => s.end(`${q.socket.encrypted} ${q.socket.getProtocol()} ${q.socket.alpnProtocol}`)).listen(0, () => {
  const port = server.address().port;
  https.get({ port, ca: keys.cert, servername: 'localhost', host: '127.0.0.1', agent: false }, (r) => r.setEncoding('utf8').on('data', console.log).on('end', () => {
    https.get({ port, host: '127.0.0.1', agent: false }).on('error', (e) => { console.log(e.code, e.message); server.close(); });
  }));
});
