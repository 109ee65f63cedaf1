// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const net = require('net');
const server = net.createServer({ allowHalfOpen: true }, (socket) => { socket.on('end', () => { console.log('half closed'); socket.end('bye'); }).resume(); }).listen(0, () => {
  const c = net.connect(server.address().port).on('data', (d) => console.log(String(d))).on('close', () => { const t = net.connect(server.address().port); t.setTimeout(5, () => { console.log('timeout'); t.destroy(); server.close(); }); });
  c.end();
});
