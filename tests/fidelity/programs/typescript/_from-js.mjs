// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { thing } from "../typescript/_lib/typed.ts";
console.log(thing, process.argv.length);
