// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

namespace looptide::models {

// Reports that the package.json or the installed packages of a project may have changed, including
// when they are replaced, removed or restored. Many changes in a row give few signals.
class PackageWatcher : public QObject
{
    Q_OBJECT
public:
    explicit PackageWatcher(QObject *parent = nullptr);

    void setDirectory(const QString &directory); // empty: none

Q_SIGNALS:
    void changed();

private:
    void rewatch();

    QString m_directory;
    QFileSystemWatcher m_watcher;
    QTimer m_debounce;
};

} // namespace looptide::models
