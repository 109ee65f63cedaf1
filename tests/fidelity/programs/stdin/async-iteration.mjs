// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"stdin": "abc"}
for await (const chunk of process.stdin) console.log(chunk);
console.log('end');
