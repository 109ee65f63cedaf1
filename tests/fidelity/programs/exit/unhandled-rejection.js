// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('exit', (code) => console.log('exit', code));
Promise.reject(new Error('nobody handles it'));
setTimeout(() => console.log('never'), 5);
