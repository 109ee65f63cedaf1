// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
import { setTimeout as wait, setImmediate as soon, setInterval as every, scheduler } from 'node:timers/promises';
log(await wait(1, 'waited'));
log(await soon('soon'));
let n = 0;
for await (const v of every(1, 'tick')) { log(v); if (++n === 3) break; }
await scheduler.yield();
const aborter = new AbortController();
const p = wait(1000, null, { signal: aborter.signal });
aborter.abort();
try { await p; } catch (e) { log(e.name + e.code); }
