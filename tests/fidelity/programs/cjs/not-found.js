// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
try {
  require('./_lib/nothing');
} catch (error) {
  console.log(error.code, error.requireStack.length, error.message.split('\n')[0]);
}
for (const name of ['no-such-package', 'node:nothing', './_lib/broken.json', './_lib', '']) {
  try { console.log(require(name)); } catch (error) { console.log(error.name, error.code, error.message.split('\n')[0]); }
}
require('also-missing/deep');
