// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { EventEmitter, once, on, errorMonitor, getEventListeners } from 'node:events';
const e = new EventEmitter({ captureRejections: true });
e.on('error', (x) => console.log('error', x.message)); e.on(errorMonitor, (x) => console.log('monitor', x.message));
e.on('async', async () => { throw new Error('rejected in listener'); }); e.emit('async');
setImmediate(() => e.emit('once', 1, 2)); console.log(await once(e, 'once'));
const aborter = new AbortController(); setImmediate(() => { e.emit('many', 1); e.emit('many', 2); setImmediate(() => aborter.abort()); });
try { for await (const [n] of on(e, 'many', { signal: aborter.signal })) console.log(n); } catch (x) { console.log(x.name); }
console.log(getEventListeners(e, 'many').length, e.rawListeners('async').length, EventEmitter.defaultMaxListeners);
