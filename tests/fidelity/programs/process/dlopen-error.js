// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
require('fs').writeFileSync(process.env.FIDELITY_TMP + '/not.node', 'not an addon');
try { require(process.env.FIDELITY_TMP + '/not.node'); } catch (error) { console.log(error.code, error.message); }
try { process.dlopen({ exports: {} }, '/none.node'); } catch (error) { console.log(error.code, error.message); }
