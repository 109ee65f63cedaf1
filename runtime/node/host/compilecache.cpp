// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/host/compilecache.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QStandardPaths>
#include <QThreadPool>

namespace looptide::host {

namespace {

// Express with all its packages takes half a megabyte. Node never rewrites an entry, so an entry's
// age says little. Above this size, the whole cache is deleted when Looptide first needs it.
constexpr qint64 maximumBytes = 256 << 20;

void trim(const QString &directory)
{
    qint64 bytes = 0;
    QDirIterator files(directory, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        bytes += files.nextFileInfo().size();
    if (bytes > maximumBytes)
        QDir(directory).removeRecursively();
}

} // namespace

QString compileCacheDirectory()
{
    static const QString directory = [] {
        const QString folder =
            QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
            + QStringLiteral("/looptide/compiled");
        QThreadPool::globalInstance()->start([folder] { trim(folder); });
        return folder;
    }();
    return directory;
}

} // namespace looptide::host
