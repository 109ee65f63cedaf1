// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('unhandledRejection', (r) => console.log('unhandled', r));
process.on('multipleResolves', (type) => console.log(type));
new Promise((resolve, reject) => { resolve(1); resolve(2); reject(3); });
Promise.reject(1); Promise.reject(2);
process.nextTick(() => console.log('tick'));
