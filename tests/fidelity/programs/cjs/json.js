// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const data = require('./_lib/data.json');
console.log(data, require('./_lib/data.json') === data);
