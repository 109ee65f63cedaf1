// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/folderwatch.h"

#include <QFileInfo>

#include <chrono>
#include <utility>

namespace looptide::models {

namespace {

using namespace std::chrono_literals;

// The folder around may be a busy one.
constexpr auto settleTime = 100ms;

QString nearestFolder(QString path)
{
    while (!QFileInfo(path).isDir() && path != QFileInfo(path).path())
        path = QFileInfo(path).path();
    return path;
}

} // namespace

FolderWatch::FolderWatch(QObject *parent) : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleTime);
    connect(&m_soon, &QTimer::timeout, this, &FolderWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
}

void FolderWatch::setFolder(const QString &folder)
{
    m_folder = folder;
    m_soon.stop();
    m_isThere = QFileInfo(folder).isDir();
    watch();
}

void FolderWatch::look()
{
    // Qt forgets a folder that was deleted, whatever has its name by now.
    const bool wasThere = m_isThere && m_watcher.directories().contains(m_folder);
    const bool isThere = QFileInfo(m_folder).isDir();
    const bool hasGone = std::exchange(m_isThere, isThere) && !(wasThere && isThere);
    watch();
    if (hasGone)
        Q_EMIT gone();
    if (isThere && !wasThere)
        Q_EMIT returned();
}

// A watched folder does not report that it was renamed; its parent folder does.
void FolderWatch::watch()
{
    if (const QStringList watched = m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    if (m_folder.isEmpty())
        return;
    if (m_isThere)
        m_watcher.addPath(m_folder);
    m_watcher.addPath(nearestFolder(QFileInfo(m_folder).path()));
}

} // namespace looptide::models
