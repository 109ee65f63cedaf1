// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const dns = require('dns');
dns.lookup('localhost', { family: 4 }, (e, address, family) => console.log(e, address, family));
dns.lookup('127.0.0.1', (e, a, f) => console.log(a, f));
dns.promises.lookup('::1').then(console.log);
dns.lookup('no-such-host.invalid', (e) => console.log(e.code === 'ENOTFOUND' || e.code === 'EAI_AGAIN', e.syscall, e.hostname));
console.log(require('net').isIP('::1'), require('net').isIPv4('1.2.3.4'));
try { dns.resolve('x', 'NOPE', () => {}); } catch (e) { console.log(e.code); }
dns.lookupService('127.0.0.1', 0, (e, host) => console.log(e, typeof host));
