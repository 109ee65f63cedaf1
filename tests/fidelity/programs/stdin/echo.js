// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"stdin": "one\ntwo\nthree without end"}
process.stdin.setEncoding('utf8');
let text = '';
process.stdin.on('data', (chunk) => { text += chunk; }).on('end', () => console.log(JSON.stringify(text), process.stdin.isTTY, process.stdin.fd));
