// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

namespace looptide::models {

// Tells when the package.json or the installed packages of a project may have changed; also when
// they are replaced by another file, vanish or come back. Many changes in a row give a few signals.
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
