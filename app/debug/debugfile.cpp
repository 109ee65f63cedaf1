// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/debug/debugfile.h"

#include "app/runs/projectrunsfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

namespace looptide::app {

namespace {

constexpr qint64 largestFile = 4 * 1024 * 1024;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::DebugFile)
};

QString filePath(const QString &project)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    const QString name = project.isEmpty() ? QStringLiteral("no-project.json")
                                           : QFileInfo(projectRunsFilePath(project)).fileName();
    return folder + QStringLiteral("/debug/") + name;
}

} // namespace

QJsonObject loadDebugState(const QString &project)
{
    QFile file(filePath(project));
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QString saveDebugState(const QString &project, const QJsonObject &state)
{
    const QString path = filePath(project);
    QDir().mkpath(QFileInfo(path).path()); // if it fails, opening reports the error
    QSaveFile file(path);
    const QByteArray json = QJsonDocument(state).toJson();
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit())
        return {};
    return Text::tr("The breakpoints cannot be saved, and are lost when Looptide ends: %1 (%2).")
        .arg(file.errorString(), QDir::toNativeSeparators(path));
}

} // namespace looptide::app
