// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
setTimeout(() => console.log('never'), 10);
setTimeout(function inTimer() { throw new RangeError('in a timer'); }, 1);
