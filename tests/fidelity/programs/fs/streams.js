// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const fs = require('fs');
const { pipeline } = require('stream');
const file = process.env.FIDELITY_TMP + '/s';
const out = fs.createWriteStream(file);
for (let i = 0; i < 1000; i++) out.write(`line ${i}\n`);
out.end(() => {
  console.log(out.bytesWritten, fs.statSync(file).size);
  let size = 0;
  fs.createReadStream(file, { start: 5, end: 4999, highWaterMark: 1000 }).on('open', () => console.log('open')).on('data', (d) => { size += d.length; }).on('end', () => console.log('end', size)).on('close', () => console.log('close'));
  pipeline(fs.createReadStream('/none'), fs.createWriteStream(file + '2'), (error) => console.log(error.code, fs.existsSync(file + '2')));
});
