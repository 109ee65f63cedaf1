// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { head, send, serve } = require('./client');
serve(http.createServer((q, r) => { r.end('ok'); q.socket.destroy(); }), port => send(port, head('GET /').repeat(20)));
