// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--experimental-vm-modules", "--no-warnings"]}
import vm from 'node:vm';
const m = new vm.SourceTextModule('import { v } from "dep"; export default v + 1; export const u = import.meta.url;', { initializeImportMeta: (meta) => { meta.url = 'mine:'; } });
await m.link((s) => new vm.SyntheticModule(['v'], function() { this.setExport('v', 41); }));
await m.evaluate();
console.log(m.namespace, m.status);
