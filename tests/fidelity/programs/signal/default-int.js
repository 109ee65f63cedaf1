// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGINT');
