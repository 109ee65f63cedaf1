// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
interface Point { x: number; y: number }
const { helper } = require('./_lib/helper.cts');
const point: Point = { x: 1, y: helper(2) as number };
console.log(point, process.features.typescript, Object.keys(require.extensions), process.execArgv, typeof require);
