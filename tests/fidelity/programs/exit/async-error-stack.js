// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
async function a() { await null; throw new Error('async'); }
async function b() { await a(); }
async function c() { await b(); }
c();
