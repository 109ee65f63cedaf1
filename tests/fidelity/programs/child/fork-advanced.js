// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--stack-trace-limit=7"]}
const { fork } = require('child_process');
if (process.argv[2] === 'child') {
  process.on('message', (m) => { process.send([process.execArgv, m.map.get('k'), m.buffer, m.n]); process.exit(0); });
} else {
  const child = fork(__filename, ['child'], { serialization: 'advanced' });
  child.on('message', (m) => console.log(m)).on('exit', (c) => console.log(c));
  child.send({ map: new Map([['k', new Set([1])]]), buffer: Buffer.from('b'), n: 5n });
}
