// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
try {
  await import('typed-package');
} catch (error: any) {
  console.log(error.code);
}
