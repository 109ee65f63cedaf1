// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace looptide::app {

// Reports changes of source files in a folder, whoever makes them. Only kinds of files that users
// write count, because files that a program itself writes (logs, databases, JSON) must not restart
// it. node_modules and folders that begin with a dot are ignored. Links to folders are followed,
// also those in node_modules to packages elsewhere (npm link, workspaces), except links to a folder
// that contains the watched one.
class SourceWatcher : public QObject
{
    Q_OBJECT
public:
    // The system limits the number of watched files of each user.
    static constexpr qsizetype maximumFiles = 4000;

    explicit SourceWatcher(QObject *parent = nullptr);

    void setDirectory(const QString &directory); // empty: none
    // Changes up to now are not reported.
    void forgetChanges();

    static bool isSource(const QString &fileName);

Q_SIGNALS:
    void changed(const QStringList &paths); // absolute
    // The folder has been read; later changes are reported.
    void ready();

private:
    struct Stamp
    {
        qint64 size = -1;
        qint64 modifiedMs = 0;

        bool operator==(const Stamp &) const = default;
    };
    struct Snapshot
    {
        QHash<QString, Stamp> files; // by absolute path
        QStringList folders;
    };

    class Reading;

    static Snapshot read(const QString &directory);
    void scan();
    void take(const Snapshot &snapshot, bool isSilent);
    void watch(const Snapshot &snapshot);
    QStringList differences(const Snapshot &snapshot) const;

    QString m_directory;
    QFileSystemWatcher m_watcher;
    QTimer m_soon;
    Snapshot m_known;
    int m_generation = 0; // scans of an earlier generation report nothing
    int m_knownGeneration = -1; // of m_known
    bool m_isScanning = false;
    bool m_isDue = false; // something happened during the scan
};

} // namespace looptide::app
