// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/palettes.h"

#include <QString>
#include <QStringList>

namespace looptide::app {

int defaultCodeFontSize();

// What a person may choose. A plain value; what a damaged or foreign file says is brought into
// range.
struct Settings
{
    Appearance appearance = Appearance::System;
    int codeFontSize = defaultCodeFontSize(); // points: editor and output
    int historyLines = 10000; // of the output
    bool savesBeforeRun = true;
    bool restoresSession = true;
    QString projectsFolder; // where New Project starts; never empty after load()

    static Settings load();
    void save() const;
    bool operator==(const Settings &) const = default;
};

// The folders opened last, newest first.
QStringList recentProjects();
void addRecentProject(const QString &directory);
void removeRecentProject(const QString &directory);

// ~/.config/looptide/looptide.ini; tests and the demo have their own (QStandardPaths test mode).
QString settingsFilePath();

} // namespace looptide::app
