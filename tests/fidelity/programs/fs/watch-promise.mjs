// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { watch, writeFile } from 'node:fs/promises';
const aborter = new AbortController();
const events = watch(process.env.FIDELITY_TMP, { signal: aborter.signal });
const first = events.next();
await writeFile(process.env.FIDELITY_TMP + '/f', '');
console.log((await first).value);
aborter.abort();
try { for await (const e of events) void e; } catch (error) { console.log(error.name); }
