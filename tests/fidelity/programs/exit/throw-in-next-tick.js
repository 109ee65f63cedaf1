// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.nextTick(() => { console.log('tick 1'); throw new Error('in tick'); });
process.nextTick(() => console.log('never'));
