// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('SIGINT', () => {});
console.log('a listener does not keep the process');
