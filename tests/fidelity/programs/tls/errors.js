// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const tls = require('tls');
const keys = require('./_lib/keys.js');
const server = tls.createServer(keys).on('tlsClientError', (e) => console.log('server', e.code !== undefined)).listen(0, () => {
  const port = server.address().port;
  tls.connect({ port, servername: 'localhost' }).on('error', (e) => { console.log(e.code); tls.connect({ port, ca: keys.cert, servername: 'other.name' }).on('error', (e) => { console.log(e.code, e.reason); server.close(); }); });
});
try { tls.createSecureContext({ key: 'bad', cert: 'bad' }); } catch (e) { console.log(e.code); }
console.log(tls.rootCertificates.length > 50, tls.DEFAULT_MIN_VERSION, tls.getCiphers().length > 10);
