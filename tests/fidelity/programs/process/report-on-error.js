// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--report-uncaught-exception", "--report-filename=stdout", "--report-compact", "--report-exclude-network"]}
const real = process.exit;
const write = process.stdout.write;
process.report.filename = 'out.json';
process.report.directory = process.env.FIDELITY_TMP;
process.on('exit', () => console.log(require('fs').readdirSync(process.env.FIDELITY_TMP)));
throw new Error('reported');
