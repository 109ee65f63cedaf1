// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// As much as goes into a pipe at once: node loses what does not.
process.stdout.write('x'.repeat(40000) + '\n');
process.stderr.write('y'.repeat(40000) + '\n');
process.exit(1);
