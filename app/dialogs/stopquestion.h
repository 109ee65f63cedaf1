// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace looptide::app {

class RunController;

// Asks before something ends the programs that run. True when they may be stopped, and at once when
// none runs. Returns when the user has decided.
bool mayStopPrograms(const RunController &runs, QWidget *window);

} // namespace looptide::app
