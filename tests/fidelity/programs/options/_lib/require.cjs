// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log('required before', module.id, require.main === undefined);
globalThis.fromRequire = 'require';
