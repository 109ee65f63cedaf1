// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--expose-internals", "--no-warnings"]}
const { internalBinding } = require('internal/test/binding');
console.log(Object.keys(internalBinding('errors')).length > 3, typeof require('internal/util').kEmptyObject);
