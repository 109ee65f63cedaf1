// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// V8 takes code from a cache, that of Node's own modules too, only where this is the same.
console.log(require('v8').cachedDataVersionTag());
