// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import cjs, { one, two } from './_lib/cjs.cjs';
import * as ns from './_lib/cjs.cjs';
console.log(one, two, cjs, Object.keys(ns));
import('./_lib/reexport.cjs').then((m) => console.log(Object.keys(m)));
