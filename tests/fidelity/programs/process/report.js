// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const report = process.report.getReport();
console.log(Object.keys(report), report.header.event, report.header.trigger, report.header.commandLine.length > 0);
console.log(report.header.cwd === process.cwd(), report.header.nodejsVersion, report.javascriptStack.message, report.workers);
console.log(report.libuv.map((h) => h.type).filter((t) => t !== 'loop').sort().join(' '));
process.report.directory = process.env.FIDELITY_TMP;
const file = process.report.writeReport('r.json', new Error('reported'));
console.log(file, JSON.parse(require('fs').readFileSync(process.env.FIDELITY_TMP + '/r.json')).javascriptStack.message);
