// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--no-warnings"]}
const { WASI } = require('wasi');
const wasi = new WASI({ version: 'preview1', args: ['a'], env: { B: 'c' } });
console.log(Object.keys(wasi.getImportObject().wasi_snapshot_preview1).length);
