// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { head, sendUntil, serve } = require('./client');
serve(http.createServer((q, r) => r.end('no')),
      port => sendUntil(port, head('GET /x', 'Expect: wonders'), '\r\n\r\n'));
