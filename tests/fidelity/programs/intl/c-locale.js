// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"env": {"LANG": "C", "LC_ALL": "C"}}
console.log(Intl.DateTimeFormat().resolvedOptions().locale, (1.5).toLocaleString(), 'ünïcödé 日本', Buffer.from('é'));
console.error('é on stderr');
