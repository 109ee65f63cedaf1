// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
setTimeout(() => log('a'), 1);
setTimeout(() => log('b'), 0);
setTimeout(() => log('c'), 1);
setTimeout(() => log('d'));
setTimeout(() => log('e'), -5);
