// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server in a process, for tst_processtransport: fakeserver.mjs MODE

import { writeSync } from 'node:fs';

const mode = process.argv[2];

function send(message) {
  const text = JSON.stringify(message);
  writeSync(1, `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

if (mode === 'garbage')
  writeSync(1, 'This is no protocol.\n');
if (mode === 'badjson') {
  writeSync(1, 'Content-Length: 5\r\n\r\n{"a":');
  send({ method: 'after' });
}
if (mode === 'exit') {
  writeSync(2, 'something went wrong\n');
  process.exit(3);
}
if (mode === 'environment')
  send({ method: 'environment', params: process.env });

let buffer = Buffer.alloc(0);
process.stdin.on('data', bytes => {
  if (mode === 'hang')
    return;
  buffer = Buffer.concat([buffer, bytes]);
  for (;;) {
    const end = buffer.indexOf('\r\n\r\n');
    if (end < 0)
      return;
    const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, end))[1]);
    if (buffer.length < end + 4 + length)
      return;
    const message = JSON.parse(buffer.subarray(end + 4, end + 4 + length));
    buffer = buffer.subarray(end + 4 + length);
    send({ method: 'echo', params: message });
  }
});
