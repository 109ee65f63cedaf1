// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const tls = require('tls');
const keys = require('./_lib/keys.js');
const server = tls.createServer(keys, (s) => { console.log(s.servername, s.authorized); s.pipe(s); }).listen(0, () => {
  const c = tls.connect({ port: server.address().port, ca: keys.cert, servername: 'localhost' }, () => { console.log(c.authorized, c.getCipher().version, c.getPeerCertificate().subject, c.getPeerCertificate().subjectaltname); c.end('secret'); });
  c.setEncoding('utf8').on('data', console.log).on('close', () => server.close());
});
