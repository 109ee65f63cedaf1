// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--disable-warning=MyWarning"]}
process.emitWarning('hidden', 'MyWarning');
process.emitWarning('shown', 'OtherWarning');
