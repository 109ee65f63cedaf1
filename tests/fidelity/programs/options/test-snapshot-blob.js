// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A heap snapshot of an application, made and run by children.
const { execFileSync } = require('child_process');
const path = require('path');
const blob = path.join(process.env.FIDELITY_TMP, 'snap.blob');
const entry = path.join(process.env.FIDELITY_TMP, 'entry.js');
require('fs').writeFileSync(entry, 'const n = 41; require("v8").startupSnapshot.setDeserializeMainFunction(() => console.log(n + 1));');
execFileSync(process.execPath, ['--snapshot-blob', blob, '--build-snapshot', entry]);
console.log(execFileSync(process.execPath, ['--snapshot-blob', blob, 'main.js'], { encoding: 'utf8' }));
