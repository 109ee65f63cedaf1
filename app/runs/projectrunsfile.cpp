// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/projectrunsfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace looptide::app {

namespace {

// A file that was written by hand can have any size; usual ones have a few KiB.
constexpr qint64 maximumBytes = 4 * 1024 * 1024;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::RunMemory)
};

std::optional<project::ProjectRuns> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maximumBytes)
        return {};
    return project::ProjectRuns::fromJson(file.readAll());
}

// Keeps earlier files of this kind, which the user may still want.
void setAside(const QString &path)
{
    QString kept = path + QStringLiteral(".damaged");
    for (int i = 2; QFile::exists(kept) && i < 100; ++i)
        kept = QStringLiteral("%1.damaged-%2").arg(path).arg(i);
    QFile::rename(path, kept);
}

} // namespace

// The folder's name helps users to find the file; the hash distinguishes folders of the same name.
QString projectRunsFilePath(const QString &project)
{
    const QString path = QDir::cleanPath(project);
    const QByteArray hash =
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        + QStringLiteral("/runs/%1-%2.json")
              .arg(QDir(path).dirName().left(60), QLatin1StringView(hash));
}

RememberedRuns loadProjectRuns(const QString &project)
{
    const QString path = projectRunsFilePath(project);
    if (!QFile::exists(path))
        return {};
    if (const auto runs = read(path))
        return { *runs, {} };
    return { {},
             Text::tr("The run configurations of this project cannot be read: %1 is damaged or was "
                      "written by a newer Looptide. It is kept when you make new ones.")
                 .arg(QDir::toNativeSeparators(path)) };
}

QString saveProjectRuns(const QString &project, const project::ProjectRuns &runs)
{
    const QString path = projectRunsFilePath(project);
    QDir().mkpath(QFileInfo(path).path()); // if it fails, opening reports the error
    QSaveFile file(path);
    const QByteArray json = runs.toJson();
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size()) {
        if (QFile::exists(path) && !read(path))
            setAside(path);
        if (file.commit())
            return {};
    }
    return Text::tr("The run configurations cannot be saved, and are lost when Looptide ends: "
                    "%1 (%2).")
        .arg(file.errorString(), QDir::toNativeSeparators(path));
}

} // namespace looptide::app
