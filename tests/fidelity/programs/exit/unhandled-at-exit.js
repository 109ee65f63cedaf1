// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.on('exit', () => { Promise.reject(new Error('too late')); console.log('exit'); });
