// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { port1, port2 } = new MessageChannel();
port2.addEventListener('message', (event) => { console.log(event.constructor.name, event.data, event.target === port2); port2.close(); });
port2.start();
port1.postMessage({ self: structuredClone({ d: new Date(1), b: 10n, n: [undefined, null, NaN] }) });
try { port1.postMessage(() => {}); } catch (error) { console.log(error.name, error.code, error.message); }
