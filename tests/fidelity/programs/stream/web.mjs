// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { ReadableStream, TransformStream, TextDecoderStream, CompressionStream, DecompressionStream } from 'node:stream/web';
import { Readable } from 'node:stream';
import { text, json, arrayBuffer } from 'node:stream/consumers';
const rs = new ReadableStream({ start(c) { c.enqueue('a'); c.enqueue('b'); c.close(); } });
const [one, two] = rs.tee();
console.log(await text(one), await Readable.fromWeb(two).toArray());
console.log(await text(new Blob(['zip zip']).stream().pipeThrough(new CompressionStream('gzip')).pipeThrough(new DecompressionStream('gzip'))));
const upper = new TransformStream({ transform(c, o) { o.enqueue(c.toUpperCase()); } });
for await (const c of ReadableStream.from(['x', 'y']).pipeThrough(upper)) console.log(c);
try { await new ReadableStream({ pull() { throw new Error('pulled'); } }).getReader().read(); } catch (e) { console.log(e.message); }
console.log(await Readable.from([1, 2, 3, 4]).filter((x) => x % 2).map((x) => x * 2).toArray());
