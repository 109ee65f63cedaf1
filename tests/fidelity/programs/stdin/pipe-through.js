// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"stdin": "shout this\n"}
const { Transform, pipeline } = require('stream');
pipeline(process.stdin, new Transform({ transform(c, e, done) { done(null, String(c).toUpperCase()); } }), process.stdout, (e) => console.error('done', e));
