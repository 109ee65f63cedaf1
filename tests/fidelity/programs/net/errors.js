// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const net = require('net');
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  net.createServer().on('error', (e) => {
    console.log(e.code, e.syscall, e.message.replace(port, 'PORT'));
    server.close(() => net.connect(port, '127.0.0.1').on('error', (e) => console.log(e.code, e.message.replace(port, 'PORT'))).on('close', (bad) => console.log('close', bad)));
  }).listen(port, '127.0.0.1');
});
try { net.connect(99999); } catch (e) { console.log(e.code); }
