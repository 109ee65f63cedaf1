// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--no-warnings"]}
process.on('warning', (warning) => console.log(warning.name, warning.message));
process.emitWarning('careful', 'CustomWarning', 'C1');
new Buffer(1);
