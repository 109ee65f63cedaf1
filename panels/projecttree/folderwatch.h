// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

namespace looptide::models {

// Reports when a folder itself disappears (removed, renamed, on a disk that is gone) and when it is
// back. It does not report changes inside the folder.
class FolderWatch : public QObject
{
    Q_OBJECT
public:
    explicit FolderWatch(QObject *parent = nullptr);

    void setFolder(const QString &folder); // empty: none
    bool isThere() const { return m_isThere; }

Q_SIGNALS:
    // Both, when another folder has taken its place.
    void gone();
    void returned();

private:
    void look();
    void watch();

    QString m_folder;
    bool m_isThere = false;
    QFileSystemWatcher m_watcher;
    QTimer m_soon;
};

} // namespace looptide::models
