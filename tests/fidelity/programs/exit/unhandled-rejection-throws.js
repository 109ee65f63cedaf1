// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('unhandledRejection', (reason) => { throw new Error('from the handler: ' + reason); });
process.on('uncaughtException', (error, origin) => console.log(error.message, origin));
Promise.reject('r');
