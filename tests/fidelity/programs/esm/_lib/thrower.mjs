// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
function inner() {
  throw new Error('from a module');
}
inner();
