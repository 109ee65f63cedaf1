// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log(process.title);
process.title = 'new title';
console.log(process.title, Object.getOwnPropertyDescriptor(process, 'title'));
