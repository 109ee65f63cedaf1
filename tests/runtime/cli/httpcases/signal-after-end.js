// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const http = require('http');
const { spawn } = require('child_process');
const server = http.createServer((q, r) => { r.end('bye'); process.kill(process.pid, 'SIGTERM'); }).listen(0, '127.0.0.1', () => {
  spawn(process.execPath, ['-e', `require('http').get('http://127.0.0.1:${server.address().port}/bye').on('error', () => {})`]);
});
