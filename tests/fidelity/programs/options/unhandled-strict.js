// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--unhandled-rejections=strict"]}
process.on('uncaughtException', (error, origin) => console.log(error.message, origin));
Promise.reject(new Error('strict'));
setImmediate(() => console.log('goes on'));
