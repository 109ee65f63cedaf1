// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the programs beside this one share: a raw client, so that nothing stands between the bytes of a
// case and the server.
'use strict';
const net = require('net');

// Sends text and resolves with what came when the server has closed the connection.
exports.send = (port, text) => new Promise(resolve => {
  let got = '';
  const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
  socket.on('data', data => { got += data; });
  socket.on('error', () => {}).on('close', () => resolve(got));
});

// As send(), but hangs up itself as soon as `text` was seen in what came.
exports.sendUntil = (port, text, seen) => new Promise(resolve => {
  let got = '';
  const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
  socket.on('data', data => {
    got += data;
    if (got.includes(seen))
      socket.destroy();
  });
  socket.on('error', () => {}).on('close', () => resolve(got));
});

// Listens, runs the clients, and closes the server.
exports.serve = (server, clients) => {
  server.listen(0, '127.0.0.1', async () => {
    await clients(server.address().port);
    server.close();
    server.closeAllConnections();
  });
};

exports.head = (line, ...fields) => [line + ' HTTP/1.1', 'Host: a', ...fields, '', ''].join('\r\n');
