// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/packagefiles.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace looptide::project {

namespace {

QString manifestOf(const QString &projectDir)
{
    return projectDir + QStringLiteral("/package.json");
}

QString lockOf(const QString &projectDir)
{
    return projectDir + QStringLiteral("/package-lock.json");
}

std::optional<QByteArray> textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

std::optional<QString> write(const QString &path, const std::optional<QByteArray> &text)
{
    if (textOf(path) == text)
        return {};
    if (!text) {
        QFile file(path);
        if (file.remove())
            return {};
        return QDir::toNativeSeparators(path) + QStringLiteral(": ") + file.errorString();
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(*text) == text->size() && file.commit())
        return {};
    return QDir::toNativeSeparators(path) + QStringLiteral(": ") + file.errorString();
}

} // namespace

PackageFiles PackageFiles::read(const QString &projectDir)
{
    PackageFiles files;
    files.m_manifest = textOf(manifestOf(projectDir));
    files.m_lock = textOf(lockOf(projectDir));
    return files;
}

std::optional<QString> PackageFiles::restore(const QString &projectDir) const
{
    const std::optional<QString> manifest = write(manifestOf(projectDir), m_manifest);
    const std::optional<QString> lock = write(lockOf(projectDir), m_lock);
    return manifest ? manifest : lock;
}

} // namespace looptide::project
