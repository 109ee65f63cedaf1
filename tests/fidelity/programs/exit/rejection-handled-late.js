// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('unhandledRejection', (reason, promise) => { console.log('unhandled', reason.message); setImmediate(() => promise.catch((e) => console.log('caught', e.message))); });
process.on('rejectionHandled', () => console.log('handled later'));
Promise.reject(new Error('late'));
