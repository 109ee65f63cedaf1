// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"sort": true}
const { fork } = require('child_process');
if (process.argv[2] === 'child') {
  console.log('child', process.execArgv, process.connected, typeof process.send, process.argv0 === 'node', process.env.FROM_PARENT);
  process.on('message', (m) => { process.send({ echo: m, big: m.big?.length }); if (m.last) process.disconnect(); });
  process.on('disconnect', () => console.log('child disconnected'));
  process.send('ready');
} else {
  const child = fork(__filename, ['child'], { env: { ...process.env, FROM_PARENT: 'yes' } });
  child.on('message', (m) => {
    console.log('parent got', typeof m === 'string' ? m : [Object.keys(m.echo), m.big]);
    if (m === 'ready') { child.send({ big: 'x'.repeat(200000) }); child.send({ last: true, undefined, nested: { a: [1] } }); }
  });
  child.on('disconnect', () => console.log('disconnected')).on('exit', (c) => console.log('exit', c));
}
