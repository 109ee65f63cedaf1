// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const seen = [];
for (const name of ['SIGUSR2', 'SIGINT', 'SIGTERM', 'SIGHUP', 'SIGWINCH', 'SIGCONT']) process.on(name, (s, n) => { seen.push(`${s} ${n}`); if (seen.length === 6) { console.log(seen.sort()); process.exit(); } });
for (const name of ['SIGUSR2', 'SIGINT', 'SIGTERM', 'SIGHUP', 'SIGWINCH', 'SIGCONT']) process.kill(process.pid, name);
setInterval(() => {}, 1000);
