// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker, isMainThread, BroadcastChannel, setEnvironmentData, getEnvironmentData } = require('worker_threads');
if (isMainThread) {
  setEnvironmentData('key', 'value');
  const channel = new BroadcastChannel('c');
  let n = 0;
  channel.onmessage = ({ data }) => { console.log(data); if (++n === 2) channel.close(); };
  new Worker(__filename); new Worker(__filename);
} else {
  const channel = new BroadcastChannel('c');
  channel.postMessage('hello ' + getEnvironmentData('key'));
  channel.close();
}
