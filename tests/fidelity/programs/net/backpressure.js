// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const net = require('net');
const server = net.createServer((socket) => { let size = 0; socket.on('data', (d) => { size += d.length; }).on('end', () => { console.log(size); server.close(); socket.end(); }); }).listen(0, () => {
  const client = net.connect(server.address().port);
  let left = 50, drains = 0;
  const go = () => { while (left-- > 0) if (!client.write(Buffer.alloc(100000))) { drains++; return client.once('drain', go); } client.end(); };
  go();
  client.on('close', () => console.log(drains > 0)).resume();
});
