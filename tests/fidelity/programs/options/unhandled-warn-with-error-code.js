// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--unhandled-rejections=warn-with-error-code"]}
Promise.reject(new Error('coded'));
setImmediate(() => console.log('goes on'));
