// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const v8 = require('v8');
const value = { a: [1, , 3], m: new Map([[1, new Set([2])]]), d: new Date(0), b: 10n, e: new RangeError('x'), self: null }; value.self = value;
const copy = v8.deserialize(v8.serialize(value));
console.log(copy, copy.self === copy, v8.serialize('x').toString('hex'));
console.log(Object.keys(v8.getHeapStatistics()), v8.getHeapSpaceStatistics().map((s) => s.space_name), v8.cachedDataVersionTag() > 0);
v8.setFlagsFromString('--stack-size=900'); console.log(v8.startupSnapshot.isBuildingSnapshot(), v8.isStringOneByteRepresentation('x'));
const file = v8.writeHeapSnapshot(process.env.FIDELITY_TMP + '/h.heapsnapshot'); console.log(JSON.parse(require('fs').readFileSync(file)).snapshot.meta.node_fields.length);
try { v8.serialize(() => {}); } catch (e) { console.log(e.name, e.message); }
