// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"env": {"NODE_DEBUG": "fidelity", "NODE_PENDING_DEPRECATION": "1"}}
require('util').debuglog('fidelity')('seen %d', 1);
console.log(process.env.NODE_DEBUG);
