// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
try { require('./_lib/plain'); } catch (error) { console.log((error as NodeJS.ErrnoException).code); }
console.log(require('./_lib/plain.ts'));
