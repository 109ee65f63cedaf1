// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"env": {"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}}
console.log(Intl.DateTimeFormat().resolvedOptions().locale, (1234.5).toLocaleString(), new Date(0).toLocaleDateString(), parseFloat('1.5'));
