// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"sort": true}
const { exec } = require('child_process');
for (const n of [1, 2, 3]) exec(`echo ${n}`, (e, out) => console.log(out.trim()));
