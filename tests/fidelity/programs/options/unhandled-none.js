// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--unhandled-rejections=none"]}
Promise.reject(new Error('silent'));
setImmediate(() => console.log('goes on'));
