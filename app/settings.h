// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/style/palettes.h"
#include "runtime/core/recordlevel.h"

#include <QString>
#include <QStringList>

namespace looptide::app {

int defaultCodeFontSize();

// The user's settings. A plain value. Values outside of their range, from a damaged or foreign
// file, are corrected.
struct Settings
{
    Appearance appearance = Appearance::System;
    int codeFontSize = defaultCodeFontSize(); // points: editor and output
    int historyLines = 10000; // of the output
    bool savesBeforeRun = true;
    bool restoresSession = true;
    bool formatsOnSave = false;
    static constexpr int leastRecording = 8;
    static constexpr int mostRecording = 4096;
    int recordingMebibytes = 32; // that are kept of each recording
    bool recordsRuns = true; // requests and event loop
    core::RecordLevel recordLevel = core::RecordLevel::Phases; // when recordsRuns; not Off
    QString projectsFolder; // where New Project starts; never empty after load()

    core::RecordLevel levelOfRuns() const
    {
        return recordsRuns ? recordLevel : core::RecordLevel::Off;
    }

    static Settings load();
    void save() const;
    bool operator==(const Settings &) const = default;
};

// The folders that were opened most recently, newest first.
QStringList recentProjects();
void addRecentProject(const QString &directory);
void removeRecentProject(const QString &directory);

// The file ~/.config/looptide/looptide.ini. Tests and the demo use another one (test mode of
// QStandardPaths).
QString settingsFilePath();

} // namespace looptide::app
