// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Readable } = require('stream');
const r = new Readable({ read() { this.destroy(new Error('unheard')); } });
r.resume();
