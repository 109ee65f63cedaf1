// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--enable-source-maps"]}
require('./_lib/generated.js').fail();
