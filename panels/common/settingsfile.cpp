// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/settingsfile.h"

#include <QStandardPaths>

namespace looptide::models {

QString settingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
        + QStringLiteral("/looptide.ini");
}

} // namespace looptide::models
