// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log(require('pkg'), require.resolve('pkg/feature').split('/').pop());
try { require('pkg/hidden.js'); } catch (error) { console.log(error.code, error.message.replace(/\/.*\//, '')); }
