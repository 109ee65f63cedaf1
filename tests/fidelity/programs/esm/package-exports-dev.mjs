// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--conditions=development", "-C", "special"]}
import main from 'pkg';
import { feature } from 'pkg/feature';
console.log(main, feature);
