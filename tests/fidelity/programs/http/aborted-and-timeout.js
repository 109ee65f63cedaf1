// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const server = http.createServer((q, s) => { q.on('close', () => console.log('request close', q.destroyed, q.complete)); s.on('close', () => { console.log('response close', s.writableFinished); server.close(); }); s.write('part'); }).listen(0, () => {
  const c = http.get({ port: server.address().port, agent: false }, (r) => { r.once('data', () => c.destroy()); r.on('error', (e) => console.log(e.code)).on('aborted', () => console.log('aborted')); });
  c.on('error', (e) => console.log(e.code));
});
