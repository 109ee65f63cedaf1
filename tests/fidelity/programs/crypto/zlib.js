// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const z = require('zlib');
const input = Buffer.from('abc'.repeat(100));
for (const [pack, unpack] of [['gzipSync', 'gunzipSync'], ['deflateSync', 'inflateSync'], ['deflateRawSync', 'inflateRawSync'], ['brotliCompressSync', 'brotliDecompressSync'], ['zstdCompressSync', 'zstdDecompressSync']])
  console.log(pack, z[pack](input).length, z[unpack](z[pack](input)).equals(input));
z.unzip(Buffer.from('not zipped'), (e) => console.log(e.code, e.errno, e.message));
try { z.gunzipSync(z.gzipSync(input).subarray(0, 20)); } catch (e) { console.log(e.code); }
const gzip = z.createGzip(); const parts = [];
gzip.on('data', (d) => parts.push(d)).on('end', () => console.log(z.gunzipSync(Buffer.concat(parts)).length)); gzip.write('x'.repeat(70000)); gzip.flush(() => gzip.end('end'));
console.log(z.crc32('abc'), z.constants.Z_BEST_COMPRESSION);
