// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace looptide::app {

class RunSession;

// Text, icon and colour of a run's state, wherever it is shown. Texts: "Running node app.js",
// "Exited with code 1: node app.js"; "Idle" when nothing was started yet.
QString runStateText(const RunSession &session);
// Each state has its own shape, so that it is recognisable without colour.
QIcon runIcon(const RunSession &session);
// The colour of runIcon() and of the dot in the status strip.
QColor runColor(const RunSession &session);

} // namespace looptide::app
