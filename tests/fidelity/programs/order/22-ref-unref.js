// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const t = setTimeout(() => log('never'), 1e6).unref();
const i = setInterval(() => log('never'), 1e6);
i.unref();
log(t.hasRef());
t.ref(); log(t.hasRef()); t.unref();
setImmediate(() => log('last'));
