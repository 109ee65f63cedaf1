// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.nextTick((...args) => console.log(args), 1, 2, 3);
try { process.nextTick(5); } catch (error) { console.log(error.code); }
process.nextTick(function() { console.log(this === undefined || this === globalThis || typeof this); });
