// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--no-addons"]}
try { require(process.env.FIDELITY_ADDON); } catch (error) { console.log(error.code, error.message); }
