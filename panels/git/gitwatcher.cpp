// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitwatcher.h"

#include <QDir>
#include <QFileInfo>

#include <chrono>

namespace looptide::models {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A command of Git changes several files.
constexpr auto settleTime = 120ms;

} // namespace

GitWatcher::GitWatcher(QObject *parent) : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleTime);
    connect(&m_soon, &QTimer::timeout, this, &GitWatcher::look);
    const auto lookSoon = [this] { m_soon.start(); };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, lookSoon);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, lookSoon);
}

void GitWatcher::stop()
{
    m_soon.stop();
    m_gitFolder.clear();
    m_commonFolder.clear();
    m_candidate.clear();
    const QStringList paths = m_watcher.directories() + m_watcher.files();
    if (!paths.isEmpty())
        m_watcher.removePaths(paths);
}

void GitWatcher::watch(const QString &gitFolder, const QString &commonFolder)
{
    stop();
    m_gitFolder = gitFolder;
    m_commonFolder = commonFolder;
    addPaths();
}

void GitWatcher::watchForRepository(const QString &folder)
{
    stop();
    m_candidate = folder;
    m_watcher.addPath(folder);
}

void GitWatcher::look()
{
    if (!m_candidate.isEmpty() && !QFileInfo::exists(m_candidate + u"/.git"_s))
        return;
    addPaths();
    Q_EMIT changed();
}

// Git replaces its files; the folders around them report that.
void GitWatcher::addPaths()
{
    if (m_gitFolder.isEmpty())
        return;
    QStringList wanted { m_gitFolder,
                         m_commonFolder,
                         m_commonFolder + u"/refs/heads"_s,
                         m_commonFolder + u"/refs/remotes"_s,
                         m_commonFolder + u"/refs"_s,
                         m_commonFolder + u"/hooks"_s };
    const QString remotes = m_commonFolder + u"/refs/remotes"_s;
    for (const QString &name : QDir(remotes).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        wanted.append(remotes + u'/' + name);
    wanted.removeDuplicates();
    const QStringList known = m_watcher.directories();
    for (const QString &path : std::as_const(wanted)) {
        if (!known.contains(path) && QFileInfo::exists(path))
            m_watcher.addPath(path);
    }
}

} // namespace looptide::models
