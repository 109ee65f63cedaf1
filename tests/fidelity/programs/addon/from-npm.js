// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const path = require('path');
const { mask, unmask } = require(path.join(process.env.FIDELITY_PACKAGES, 'bufferutil'));
const data = Buffer.from('native or not');
const key = Buffer.from([1, 2, 3, 4]);
const out = Buffer.alloc(data.length);
mask(data, key, out, 0, data.length);
console.log(out, mask.toString().includes('[native code]'));
unmask(out, key);
console.log(out.toString());
