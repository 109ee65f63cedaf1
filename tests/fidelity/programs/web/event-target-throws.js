// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const target = new EventTarget();
target.addEventListener('x', () => { throw new Error('from an event listener'); });
target.dispatchEvent(new Event('x'));
console.log('after dispatch');
