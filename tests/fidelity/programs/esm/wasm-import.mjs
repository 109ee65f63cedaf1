// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { add } from './_lib/add.wasm';
import * as ns from './_lib/add.wasm';
console.log(add(2, 40), Object.keys(ns));
