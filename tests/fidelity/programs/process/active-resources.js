// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const server = require('net').createServer().listen(0, () => {
  setTimeout(() => {}, 5);
  setImmediate(() => {});
  console.log(process.getActiveResourcesInfo(), process._getActiveHandles().map((h) => h.constructor.name), process._getActiveRequests().length);
  server.close(() => console.log(process.getActiveResourcesInfo()));
});
require('fs').readFile(__filename, () => {});
console.log(process.getActiveResourcesInfo());
