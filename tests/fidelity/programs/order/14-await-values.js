// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
(async () => { for (const v of [1, Promise.resolve(2), { then: (r) => r(3) }]) log(await v); })();
(async () => { await null; log('n1'); await null; log('n2'); await null; log('n3'); })();
