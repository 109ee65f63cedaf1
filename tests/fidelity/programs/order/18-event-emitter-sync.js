// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
const e = new (require('events'))();
e.on('x', () => log('listener 1'));
e.once('x', () => { log('once'); e.emit('x'); });
e.prependListener('x', () => log('first'));
log('before'); e.emit('x'); log('after');
