// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--env-file=none.env"]}
console.log('never');
