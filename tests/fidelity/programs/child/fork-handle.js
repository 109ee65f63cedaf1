// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { fork } = require('child_process');
const net = require('net');
if (process.argv[2] === 'child') {
  process.on('message', (m, socket) => { socket.end('from the child: ' + m); process.disconnect(); });
} else {
  const child = fork(__filename, ['child']);
  const server = net.createServer({ pauseOnConnect: true }, (socket) => { child.send('hello', socket); server.close(); });
  server.listen(0, '127.0.0.1', () => net.connect(server.address().port, '127.0.0.1').setEncoding('utf8').on('data', (d) => console.log(d)).on('close', () => console.log('closed')));
  child.on('exit', (c) => console.log('exit', c));
}
