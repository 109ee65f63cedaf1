// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const fs = require('fs');
const path = require('path');
const dir = process.env.FIDELITY_TMP;
const file = path.join(dir, 'a.txt');
fs.writeFileSync(file, 'hello');
fs.appendFileSync(file, ' world');
console.log(fs.readFileSync(file, 'utf8'), fs.statSync(file).size, fs.existsSync(file), fs.statSync(dir).isDirectory());
fs.mkdirSync(path.join(dir, 'x/y/z'), { recursive: true });
fs.copyFileSync(file, path.join(dir, 'x/b.txt')); fs.renameSync(path.join(dir, 'x/b.txt'), path.join(dir, 'x/c.txt'));
fs.symlinkSync('c.txt', path.join(dir, 'x/link')); fs.linkSync(file, path.join(dir, 'hard'));
console.log(fs.readdirSync(dir, { recursive: true }).sort(), fs.readlinkSync(path.join(dir, 'x/link')), fs.statSync(file).nlink);
console.log(fs.readdirSync(path.join(dir, 'x'), { withFileTypes: true }).map((d) => [d.name, d.isFile(), d.isSymbolicLink(), d.isDirectory()]));
fs.chmodSync(file, 0o600); fs.truncateSync(file, 3); fs.utimesSync(file, 1, 2);
const { mode, mtimeMs, atime } = fs.statSync(file, { bigint: false });
console.log(mode.toString(8), mtimeMs, atime, fs.readFileSync(file, 'utf8'));
fs.cpSync(path.join(dir, 'x'), path.join(dir, 'copy'), { recursive: true }); fs.rmSync(path.join(dir, 'x'), { recursive: true });
console.log(fs.globSync('**/*.txt', { cwd: dir }).sort(), fs.mkdtempSync(path.join(dir, 'tmp-')).length - dir.length);
const fd = fs.openSync(file, 'r+'); const b = Buffer.alloc(2);
console.log(fs.readSync(fd, b, 0, 2, 1), b.toString(), fs.writeSync(fd, 'XY', 0), fs.fstatSync(fd).size); fs.closeSync(fd);
