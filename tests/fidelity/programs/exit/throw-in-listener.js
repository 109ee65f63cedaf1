// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const emitter = new (require('events'))();
emitter.on('x', () => { throw new Error('in listener'); });
emitter.emit('x');
