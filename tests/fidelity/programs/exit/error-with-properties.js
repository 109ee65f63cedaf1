// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const error = new Error('decorated');
Object.assign(error, { code: 'E_CODE', info: { deep: { deeper: { deepest: 1 } } } });
throw error;
