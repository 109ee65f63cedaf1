// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A connection that stays, and is closed by the server.
const http = require('http');
const { head, send, serve } = require('./client');
serve(http.createServer({ keepAliveTimeout: 50, keepAliveTimeoutBuffer: 10, connectionsCheckingInterval: 20 },
                        (q, r) => r.end('ok')), port => send(port, head('GET /kept')));
