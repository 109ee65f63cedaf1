// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => { log(data); port2.close(); };
port1.postMessage('message');
process.nextTick(() => log('tick'));
Promise.resolve().then(() => log('promise'));
port1.on('close', () => log('closed'));
