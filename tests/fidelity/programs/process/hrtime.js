// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const start = process.hrtime();
const big = process.hrtime.bigint();
setTimeout(() => {
  const [s, ns] = process.hrtime(start);
  console.log(s === 0, ns > 1e6, process.hrtime.bigint() - big > 1000000n, typeof big);
  console.log(process.uptime() > 0 && process.uptime() < 30, performance.now() < 30000);
}, 3);
try { process.hrtime(1); } catch (error) { console.log(error.code); }
