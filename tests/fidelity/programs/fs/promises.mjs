// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
const dir = process.env.FIDELITY_TMP;
const file = join(dir, 'lines.txt');
await fs.writeFile(file, 'one\ntwo\nthree\n');
await using handle = await fs.open(file);
for await (const line of handle.readLines()) console.log(line);
const copy = await fs.open(join(dir, 'copy'), 'w+');
await copy.writev([Buffer.from('ab'), Buffer.from('cd')]);
console.log((await copy.read(Buffer.alloc(4), 0, 4, 0)).bytesRead, (await copy.stat()).size, await copy.readFile('utf8'));
await copy.close();
console.log((await Promise.allSettled([fs.access('/none'), fs.access(file), fs.rm('/none')])).map((r) => r.reason?.code ?? r.status));
for await (const entry of await fs.opendir(dir)) console.log(entry.isFile());
const aborter = new AbortController(); aborter.abort();
await fs.readFile(file, { signal: aborter.signal }).catch((e) => console.log(e.name, e.code));
