// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"env": {"NODE_DISABLE_COMPILE_CACHE": "1"}}
const { enableCompileCache, constants, getCompileCacheDir } = require('module');
console.log(enableCompileCache().status === constants.compileCacheStatus.DISABLED, getCompileCacheDir());
