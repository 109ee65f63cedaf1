// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('uncaughtException', () => { throw new Error('second'); });
process.on('exit', (code) => console.log('exit', code));
throw new Error('first');
