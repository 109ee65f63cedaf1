// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--redirect-warnings=/dev/stdout"]}
process.emitWarning('to a file', 'MyWarning');
