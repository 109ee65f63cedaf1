// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const fired = [];
for (const ms of [30, 10, 20, 10, 1]) setTimeout(() => fired.push(ms), ms);
const end = Date.now() + 40; while (Date.now() < end);
process.on('exit', () => log(fired.join(' ')));
