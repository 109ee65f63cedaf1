// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { pipeline, Readable, Writable, Transform, PassThrough, finished, compose } = require('stream');
const source = () => Readable.from(['a', 'b', 'c']);
pipeline(source(), new Transform({ transform(c, e, cb) { cb(String(c) === 'b' ? new Error('bad b') : null, c); } }), new Writable({ write(c, e, cb) { console.log('w', String(c)); cb(); } }), (e) => console.log('pipeline', e.message));
pipeline(source(), async function* (s) { for await (const c of s) yield String(c).toUpperCase(); }, async (s) => { let t = ''; for await (const c of s) t += c; return t; }, (e, v) => console.log(e, v));
const p = new PassThrough(); finished(p, (e) => console.log('finished', e.code)); p.destroy();
const r = new Readable({ read() {} }); r.on('error', (e) => console.log('error', e.message)).on('close', () => console.log('close')); r.destroy(new Error('gone'));
new Writable({ write(c, e, cb) { cb(new Error('w')); } }).on('error', (e) => console.log(e.message)).write('x');
const w = new Writable({ write(c, e, cb) { cb(); } }); w.end(); w.on('error', (e) => console.log(e.code)); w.write('late');
