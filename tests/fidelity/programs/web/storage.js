// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--no-warnings"]}
try { console.log(typeof localStorage, typeof sessionStorage); sessionStorage.setItem('a', 1); console.log(sessionStorage.getItem('a'), sessionStorage.length); } catch (e) { console.log(e.name, e.message); }
