// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('warning', (w) => console.log('event', w.name, w.code, w.detail));
process.emitWarning('one', { type: 'Kind', code: 'K1', detail: 'more words' });
process.emitWarning('two', 'DeprecationWarning', 'D1');
process.emitWarning('two', 'DeprecationWarning', 'D1');
process.emitWarning(new Error('an error as warning'));
const emitter = new (require('events'))();
for (let i = 0; i < 12; i++) emitter.on('many', () => {});
