// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace looptide::app {

// What is kept of the debugger for each project (breakpoints, switches), in
// the user's data folder and never in the project.
QJsonObject loadDebugState(const QString &project);
// Empty, or why it could not be written (for users).
QString saveDebugState(const QString &project, const QJsonObject &state);

} // namespace looptide::app
