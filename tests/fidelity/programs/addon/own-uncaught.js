// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Not shown here: clean-up hooks, which node does not call when it ends this way (runtime/README.md).
require(process.env.FIDELITY_ADDON).callBack(() => { throw new Error('nobody catches'); });
