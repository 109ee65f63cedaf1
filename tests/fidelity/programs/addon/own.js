// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"env": {"FIDELITY_CLEANUP": "1"}}
const addon = require(process.env.FIDELITY_ADDON);
console.log(Object.keys(addon), addon.callBack(() => 'called back'));
try { addon.fail(); } catch (error) { console.log(error.name, error.code, error.message); }
try { addon.callBack(() => { throw new Error('through the addon'); }); } catch (error) { console.log(error.message); }
addon.doubleLater(21).then((v) => console.log(v, require(process.env.FIDELITY_ADDON) === addon));
