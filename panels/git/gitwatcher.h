// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace looptide::models {

// Reports that a repository has changed on disk: its HEAD, its index, its branches, its
// configuration. Files of the working tree are not watched. Thread: GUI.
class GitWatcher : public QObject
{
    Q_OBJECT
public:
    explicit GitWatcher(QObject *parent = nullptr);

    // gitFolder: of this working tree; commonFolder: of all working trees of the repository.
    void watch(const QString &gitFolder, const QString &commonFolder);
    // Reports when the folder gets a repository.
    void watchForRepository(const QString &folder);
    void stop();

Q_SIGNALS:
    void changed();

private:
    void look();
    void addPaths();

    QFileSystemWatcher m_watcher;
    QTimer m_soon;
    QString m_gitFolder;
    QString m_commonFolder;
    QString m_candidate; // a folder without a repository
};

} // namespace looptide::models
