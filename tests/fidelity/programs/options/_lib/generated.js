// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
exports.fail=function(){throw new Error('mapped')};
//# sourceMappingURL=generated.js.map
