// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--no-node-snapshot", "--no-maglev"]}
// Without the snapshot a worker runs out of memory later, where it can still say so.
const { Worker } = require('worker_threads');
if (!process.env.IN_WORKER) {
  process.env.IN_WORKER = 1;
  const resourceLimits = { maxYoungGenerationSizeMb: 0, maxOldGenerationSizeMb: 0 };
  new Worker(__filename, { resourceLimits }).on('error', ({ code }) => console.log(code));
} else {
  setInterval(() => {}, 1);
}
