// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--experimental-shadow-realm"]}
const realm = new ShadowRealm();
console.log(realm.evaluate('typeof process + typeof globalThis.process'), realm.evaluate('1 + 1'));
realm.importValue('fs', 'readFileSync').catch((error) => console.log(error.message));
