// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
const server = createServer().on('upgrade', (q, socket) => {
  const accept = createHash('sha1').update(q.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.write(Buffer.from([0x81, 5, ...Buffer.from('hello')]));
  socket.on('data', (d) => { if ((d[0] & 15) === 8) socket.end(Buffer.from([0x88, 2, 3, 0xe8])); }).on('error', () => {});
}).listen(0, () => {
  const ws = new WebSocket(`ws://127.0.0.1:${server.address().port}`);
  ws.onopen = () => console.log('open', ws.readyState);
  ws.onmessage = ({ data }) => { console.log(data); ws.close(1000); };
  ws.onclose = ({ code, wasClean }) => { console.log('close', code, wasClean); server.close(); };
});
