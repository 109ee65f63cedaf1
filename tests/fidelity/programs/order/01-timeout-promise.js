// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
setTimeout(() => log('timeout'));
Promise.resolve().then(() => log('promise'));
log('main');
