// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--trace-warnings"]}
function warns() { process.emitWarning('look here', 'MyWarning'); }
warns();
