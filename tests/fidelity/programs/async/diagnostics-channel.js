// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const dc = require('diagnostics_channel');
const c = dc.channel('mine');
const f = (m, name) => console.log(m, name);
console.log(c.hasSubscribers); c.subscribe(f); c.publish({ a: 1 }); c.unsubscribe(f); c.publish('never');
const t = dc.tracingChannel('t');
t.subscribe({ start: (m) => console.log('start', m), end: () => console.log('end'), asyncStart: () => console.log('asyncStart'), asyncEnd: (m) => console.log('asyncEnd', m.result), error: (m) => console.log('error', m.error.message) });
t.tracePromise(async () => 5, { k: 1 }).then(console.log);
try { t.traceSync(() => { throw new Error('x'); }); } catch {}
for (const n of ['http.server.request.start', 'http.server.response.finish', 'net.client.socket', 'module.require.start']) dc.subscribe(n, (m) => console.log(n, Object.keys(m).join()));
const s = require('http').createServer((q, r) => r.end()).listen(0, () => require('http').get({ port: s.address().port, agent: false }, (r) => { r.resume(); s.close(); }));
require('querystring');
