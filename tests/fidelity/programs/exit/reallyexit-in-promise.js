// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
Promise.resolve().then(() => { console.log('then'); process.exit(8); }).then(() => console.log('never'));
setImmediate(() => console.log('never'));
