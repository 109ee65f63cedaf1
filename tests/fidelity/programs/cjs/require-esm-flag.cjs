// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--no-require-module"]}
try {
  require('./_lib/esm.mjs');
} catch (error) {
  console.log(error.code, error.message.split('\n')[0]);
}
