// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const net = require('net');
const server = net.createServer((socket) => { socket.on('end', () => console.log('server: end')); socket.pipe(socket); });
server.listen(0, '127.0.0.1', () => {
  const { port, family, address } = server.address();
  console.log(family, address);
  const client = net.connect(port, '127.0.0.1', () => { console.log(client.remoteAddress, client.remotePort === port, client.readyState); client.end('hello'); });
  client.setEncoding('utf8').on('data', (d) => console.log(d)).on('end', () => console.log('client: end')).on('close', (bad) => { console.log('close', bad, client.bytesRead, client.bytesWritten); server.close(() => console.log('server closed')); });
});
