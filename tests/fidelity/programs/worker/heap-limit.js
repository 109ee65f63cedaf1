// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Worker, isMainThread, resourceLimits } = require('worker_threads');
if (isMainThread) {
  const worker = new Worker(__filename, { resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 } });
  worker.on('error', (error) => console.log(error.code, error.name, error.message));
  worker.on('exit', (code) => {
    console.log('exit', code, worker.threadId, worker.resourceLimits);
    console.log(new Error('here').stack.split('\n').slice(1, 3).join('\n').replace(/\(.*[\\/]/g, '('));
  });
} else {
  console.log(resourceLimits.maxOldGenerationSizeMb);
  const kept = [];
  for (;;)
    kept.push({ kept });
}
