// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--trace-event-categories", "node.perf"]}
process.chdir(process.env.FIDELITY_TMP);
performance.mark('m');
const te = require('trace_events'); console.log(te.getEnabledCategories());
process.on('exit', () => console.log('exit'));
