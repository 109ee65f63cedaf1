// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const log = (x) => console.log(x);
log('1');
setTimeout(() => { log('2'); Promise.resolve().then(() => log('3')); process.nextTick(() => log('4')); }, 0);
new Promise((resolve) => { log('5'); resolve(); log('6'); }).then(() => { log('7'); setTimeout(() => log('8'), 0); });
(async () => { log('9'); await undefined; log('10'); process.nextTick(() => log('11')); await undefined; log('12'); })();
process.nextTick(() => { log('13'); Promise.resolve().then(() => log('14')); });
log('15');
