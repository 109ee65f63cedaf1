// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/packagewatcher.h"

#include <QFileInfo>

#include <chrono>

namespace looptide::models {

namespace {

using namespace std::chrono_literals;

// Long enough for an editor to replace a file, short enough to feel immediate.
constexpr auto debounceTime = 150ms;

} // namespace

PackageWatcher::PackageWatcher(QObject *parent) : QObject(parent)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(debounceTime);
    // Not restarted by further changes: an install that takes a minute shows its progress.
    const auto schedule = [this] {
        if (!m_debounce.isActive())
            m_debounce.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, schedule);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, schedule);
    connect(&m_debounce, &QTimer::timeout, this, [this] {
        rewatch();
        Q_EMIT changed();
    });
}

void PackageWatcher::setDirectory(const QString &directory)
{
    m_directory = directory;
    m_debounce.stop();
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    rewatch();
}

// A path that was deleted or replaced is no longer watched by Qt, and one that is new not yet.
void PackageWatcher::rewatch()
{
    if (m_directory.isEmpty())
        return;
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString &path :
         { m_directory, m_directory + QStringLiteral("/package.json"),
           m_directory + QStringLiteral("/node_modules"),
           m_directory + QStringLiteral("/node_modules/.package-lock.json") }) {
        if (!watched.contains(path) && QFileInfo::exists(path))
            m_watcher.addPath(path);
    }
}

} // namespace looptide::models
