// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const dgram = require('dgram');
const server = dgram.createSocket('udp4');
server.on('message', (m, from) => { console.log(String(m), from.family, from.size); server.send('reply', from.port, from.address); });
server.bind(0, '127.0.0.1', () => {
  const client = dgram.createSocket('udp4');
  client.on('message', (m) => { console.log(String(m)); client.close(); server.close(() => console.log('closed')); });
  client.send(['two ', 'parts'], server.address().port, '127.0.0.1');
});
