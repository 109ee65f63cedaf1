// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const c = require('crypto');
console.log(c.createHash('sha256').update('a').digest('hex'), c.hash('md5', 'a'), c.createHmac('sha1', 'k').update('d').digest('base64'));
console.log(c.pbkdf2Sync('p', 's', 1000, 16, 'sha512').toString('hex'), c.scryptSync('p', 's', 16).toString('hex'), Buffer.from(c.hkdfSync('sha256', 'k', 's', 'i', 8)).toString('hex'));
const cipher = c.createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12));
const text = cipher.update('secret', 'utf8', 'hex') + cipher.final('hex');
const d = c.createDecipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12)).setAuthTag(cipher.getAuthTag());
console.log(text, d.update(text, 'hex', 'utf8') + d.final('utf8'), c.timingSafeEqual(Buffer.from('a'), Buffer.from('a')));
console.log(c.getHashes().length, c.getCiphers().length, c.getCurves().length, c.constants.SSL_OP_ALL, c.getFips(), c.randomUUID().length, c.randomInt(1));
try { c.createHash('nope'); } catch (e) { console.log(e.code, e.message); }
try { c.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)).final(); } catch (e) { console.log(e.code, e.reason, e.message); }
// One after the other: two threads of the pool would end in any order.
c.randomBytes(8, (e, b) => { console.log(e, b.length); c.pbkdf2('p', 's', 1, 4, 'sha1', (e, k) => console.log(k)); });
