// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// 20 connections, each with as many pipelined requests with heads of some KiB as fit.
const http = require('http');
const net = require('net');
const { head, serve } = require('./client');
const [kib, each] = process.argv.slice(2).map(Number);
const text = head('GET /x', 'X: ' + 'x'.repeat(kib * 1024));
serve(http.createServer({ maxHeaderSize: 1 << 17 }, (q, r) => r.end('ok')), port =>
  Promise.all(Array.from({ length: 20 }, () => new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    let got = 0;
    let sent = 0;
    socket.on('data', data => {
      got += data.toString().split('HTTP/1.1 200').length - 1;
      if (got >= each)
        socket.destroy();
    }).on('close', resolve);
    const send = () => {
      while (sent++ < each) {
        if (!socket.write(text))
          return socket.once('drain', send);
      }
    };
    send();
  }))));
