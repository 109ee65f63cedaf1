// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const inspector = require('inspector');
inspector.open(0, '127.0.0.1');
console.log(/^ws:\/\/127\.0\.0\.1:\d+\//.test(inspector.url()));
const stderr = process.stderr;
inspector.close();
console.log(inspector.url());
