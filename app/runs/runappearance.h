// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace looptide::app {

class RunSession;

// How the state of a run is told wherever it is shown.
// "Running node app.js", "Exited with code 1: node app.js"; "Idle" when nothing was started yet.
QString runStateText(const RunSession &session);
// A shape for each state, so that it is told without colour as well.
QIcon runIcon(const RunSession &session);
// Of runIcon() and of the dot in the status strip.
QColor runColor(const RunSession &session);

} // namespace looptide::app
