// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include "app/style/style.h"
#include "panels/common/settingsfile.h"

#include <QDir>
#include <QSettings>

namespace looptide::app {

namespace {

constexpr qsizetype maximumRecent = 12;

const QString recentKey = QStringLiteral("recentProjects");

Appearance appearanceFrom(const QString &word)
{
    if (word == QLatin1StringView("light"))
        return Appearance::Light;
    if (word == QLatin1StringView("dark"))
        return Appearance::Dark;
    return Appearance::System;
}

QString wordFor(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Light:
        return QStringLiteral("light");
    case Appearance::Dark:
        return QStringLiteral("dark");
    case Appearance::System:
        break;
    }
    return QStringLiteral("system");
}

int inRange(const QVariant &value, int low, int fallback, int high)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    return isNumber ? qBound(low, number, high) : fallback;
}

} // namespace

int defaultCodeFontSize()
{
    constexpr int usual = 10;
    return qRound(usual * textScale());
}

QString settingsFilePath()
{
    return models::settingsFile();
}

Settings Settings::load()
{
    const QSettings file(settingsFilePath(), QSettings::IniFormat);
    const Settings defaults;
    Settings settings;
    settings.appearance = appearanceFrom(file.value(QStringLiteral("appearance")).toString());
    settings.codeFontSize =
        inRange(file.value(QStringLiteral("codeFontSize")), 6, defaults.codeFontSize, 40);
    settings.historyLines =
        inRange(file.value(QStringLiteral("historyLines")), 100, defaults.historyLines, 1'000'000);
    settings.savesBeforeRun = file.value(QStringLiteral("savesBeforeRun"), true).toBool();
    settings.restoresSession = file.value(QStringLiteral("restoresSession"), true).toBool();
    settings.formatsOnSave = file.value(QStringLiteral("formatsOnSave"), false).toBool();
    settings.recordingMebibytes =
        inRange(file.value(QStringLiteral("recordingMebibytes")), leastRecording,
                defaults.recordingMebibytes, mostRecording);
    settings.recordsRuns = file.value(QStringLiteral("recordsRuns"), true).toBool();
    const auto level = core::recordLevelNamed(file.value(QStringLiteral("recordLevel")).toString());
    settings.recordLevel =
        level && *level != core::RecordLevel::Off ? *level : defaults.recordLevel;
    settings.projectsFolder = file.value(QStringLiteral("projectsFolder")).toString();
    if (settings.projectsFolder.isEmpty() || !QDir::isAbsolutePath(settings.projectsFolder))
        settings.projectsFolder = QDir::homePath() + QStringLiteral("/Looptide");
    return settings;
}

void Settings::save() const
{
    QSettings file(settingsFilePath(), QSettings::IniFormat);
    file.setValue(QStringLiteral("appearance"), wordFor(appearance));
    file.setValue(QStringLiteral("codeFontSize"), codeFontSize);
    file.setValue(QStringLiteral("historyLines"), historyLines);
    file.setValue(QStringLiteral("savesBeforeRun"), savesBeforeRun);
    file.setValue(QStringLiteral("restoresSession"), restoresSession);
    file.setValue(QStringLiteral("formatsOnSave"), formatsOnSave);
    file.setValue(QStringLiteral("recordsRuns"), recordsRuns);
    file.setValue(QStringLiteral("recordingMebibytes"), recordingMebibytes);
    file.setValue(QStringLiteral("recordLevel"), QString(core::recordLevelName(recordLevel)));
    file.setValue(QStringLiteral("projectsFolder"), projectsFolder);
}

QStringList recentProjects()
{
    const QSettings file(settingsFilePath(), QSettings::IniFormat);
    return file.value(recentKey).toStringList();
}

void addRecentProject(const QString &directory)
{
    QStringList recent = recentProjects();
    recent.removeAll(directory);
    recent.prepend(directory);
    recent.resize(qMin(recent.size(), maximumRecent));
    QSettings(settingsFilePath(), QSettings::IniFormat).setValue(recentKey, recent);
}

void removeRecentProject(const QString &directory)
{
    QStringList recent = recentProjects();
    recent.removeAll(directory);
    QSettings(settingsFilePath(), QSettings::IniFormat).setValue(recentKey, recent);
}

} // namespace looptide::app
