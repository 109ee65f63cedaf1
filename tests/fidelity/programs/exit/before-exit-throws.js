// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.once('beforeExit', () => { throw new Error('in beforeExit'); });
process.on('uncaughtException', (error) => console.log(error.message));
process.on('exit', (code) => console.log('exit', code));
