// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.once('beforeExit', async () => { console.log('b1'); await null; console.log('b2'); process.nextTick(() => console.log('b3')); });
process.on('exit', () => console.log('exit'));
