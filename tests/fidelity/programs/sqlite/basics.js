// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--no-warnings"]}
const { DatabaseSync, backup } = require('node:sqlite');
const db = new DatabaseSync(process.env.FIDELITY_TMP + '/d.db');
db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, data BLOB, big INTEGER)');
const insert = db.prepare('INSERT INTO t (name, data, big) VALUES (?, ?, ?)');
console.log(insert.run('a', new Uint8Array([1, 2]), 2n ** 40n), insert.run('b', null, 5));
console.log(db.prepare('SELECT * FROM t').all(), db.prepare('SELECT name FROM t WHERE id = :id').get({ id: 2 }));
db.function('twice', (x) => x * 2); console.log(db.prepare('SELECT twice(21) AS n').get(), [...db.prepare('SELECT name FROM t').iterate()].length);
try { db.exec('SELECT * FROM nothing'); } catch (e) { console.log(e.code, e.errcode, e.errstr, e.message); }
db.close(); try { db.exec('SELECT 1'); } catch (e) { console.log(e.code); }
