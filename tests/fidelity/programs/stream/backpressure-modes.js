// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Readable, Writable } = require('stream');
let n = 0;
const r = new Readable({ highWaterMark: 3, objectMode: true, read() { console.log('read', n); this.push(n < 5 ? n++ : null); } });
r.on('readable', () => { let c; while ((c = r.read()) !== null) console.log('got', c, r.readableLength); }).on('end', () => console.log('end'));
const w = new Writable({ highWaterMark: 2, write(c, e, cb) { setImmediate(cb); }, final(cb) { console.log('final'); cb(); } });
console.log(w.write('a'), w.write('bc'), w.writableNeedDrain); w.on('drain', () => { console.log('drain'); w.end(); }).on('finish', () => console.log('finish')).cork();
