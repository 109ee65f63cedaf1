// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log(process.stdin.constructor.name, process.stdin.readableEnded);
process.stdin.on('data', () => console.log('never')).on('end', () => console.log('end'));
