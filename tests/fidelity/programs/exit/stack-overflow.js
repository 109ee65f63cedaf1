// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
let depth = 0;
function deeper() { depth += 1; deeper(); }
try { deeper(); } catch (error) { console.log(error.name, error.message, depth > 5000); }
(function again() { again(); })();
