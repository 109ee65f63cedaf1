// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const s = require('net').createServer().listen(0, () => {
  s.close(() => log('close event'));
  setImmediate(() => log('immediate'));
  process.nextTick(() => log('tick'));
});
