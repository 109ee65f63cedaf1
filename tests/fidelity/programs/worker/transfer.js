// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { once } = require('events');
const { Worker, MessageChannel, receiveMessageOnPort, markAsUntransferable } = require('worker_threads');
const buffer = new ArrayBuffer(8);
const worker = new Worker('const { parentPort } = require("worker_threads"); parentPort.on("message", ({ buffer, port }) => { new Uint8Array(buffer)[0] = 7; port.postMessage(buffer, [buffer]); port.close(); parentPort.close(); })', { eval: true });
const { port1, port2 } = new MessageChannel();
worker.postMessage({ buffer, port: port1 }, [buffer, port1]);
console.log(buffer.byteLength, buffer.detached);
port2.on('message', (back) => console.log(new Uint8Array(back)));
// Which of the two comes first is up to the threads.
Promise.all([once(port2, 'close'), once(worker, 'exit')]).then(([, [code]]) => console.log('port closed, exit', code));
const locked = new ArrayBuffer(1);
markAsUntransferable(locked);
try { port2.postMessage(locked, [locked]); } catch (error) { console.log(error.name, error.code); }
const pair = new MessageChannel();
pair.port1.postMessage({ a: 1 });
console.log(receiveMessageOnPort(pair.port2), receiveMessageOnPort(pair.port2));
