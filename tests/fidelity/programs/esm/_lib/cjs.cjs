// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
exports.one = 1;
exports.two = 2;
exports['with-dash'] = 3;
