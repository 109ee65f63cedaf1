// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { send, serve } = require('./client');
serve(http.createServer((q, r) => r.end('no')), port => send(port, 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n'));
