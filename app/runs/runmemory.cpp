// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runmemory.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace looptide::app {

namespace {

// A file by hand can be of any size; ours have a few KiB.
constexpr qint64 maximumBytes = 4 * 1024 * 1024;

std::optional<core::ProjectRuns> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maximumBytes)
        return {};
    return core::ProjectRuns::fromJson(file.readAll());
}

} // namespace

// The name of the folder is for people who look for the file; the hash tells folders apart.
QString projectRunsFilePath(const QString &project)
{
    const QString path = QDir::cleanPath(project);
    const QByteArray hash =
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        + QStringLiteral("/runs/%1-%2.json")
              .arg(QDir(path).dirName().left(60), QLatin1StringView(hash));
}

core::ProjectRuns loadProjectRuns(const QString &project)
{
    return read(projectRunsFilePath(project)).value_or(core::ProjectRuns());
}

bool saveProjectRuns(const QString &project, const core::ProjectRuns &runs)
{
    const QString path = projectRunsFilePath(project);
    if (!QDir().mkpath(QFileInfo(path).path()))
        return false;
    if (QFile::exists(path) && !read(path)) {
        const QString kept = path + QStringLiteral(".damaged");
        QFile::remove(kept);
        QFile::rename(path, kept);
    }
    QSaveFile file(path);
    const QByteArray json = runs.toJson();
    return file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
}

} // namespace looptide::app
