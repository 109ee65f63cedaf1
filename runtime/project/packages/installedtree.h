// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace looptide::project {

// One entry of a lock file: a package at one place in node_modules.
struct LockedPackage
{
    struct Edge
    {
        QString name; // the folder that Node searches
        QString range; // as written; a range, a tag or an address
        bool isOptional = false; // may be absent: an optional or a peer dependency

        bool operator==(const Edge &) const = default;
    };

    QString path; // "node_modules/a/node_modules/b"; empty for the project itself
    QString name; // of the package; differs from the last folder of path for an alias
    QString version;
    QString license; // as written; empty when it is not known
    QString deprecation; // hostile text; empty when the package is not deprecated
    QString nodeRange; // of engines.node; empty: any
    bool isDevelopment = false; // only development dependencies need it
    bool hasInstallScript = false;
    bool isLink = false; // to a folder of the project, such as a workspace
    QList<Edge> dependencies;

    bool operator==(const LockedPackage &) const = default;
};

// Everything that is installed, and what needs what, from npm's lock files. Cheap to read at
// 100,000 packages: all look-ups take constant time, or that of one package's dependencies. A plain
// value; load() suits a worker thread.
class InstalledTree
{
public:
    // From node_modules/.package-lock.json, which npm writes after an installation, and without it
    // from package-lock.json. Empty when neither can be read.
    static InstalledTree load(const QString &projectDir);
    static InstalledTree fromLock(const QByteArray &lock);

    bool operator==(const InstalledTree &other) const { return m_packages == other.m_packages; }
    bool isEmpty() const { return m_packages.isEmpty(); }
    qsizetype size() const { return m_packages.size(); }
    const LockedPackage &at(qsizetype position) const { return m_packages.at(position); }

    qsizetype installScriptCount() const; // packages that have one

    // Positions; -1: there is none.
    qsizetype find(const QString &path) const { return m_positions.value(path, -1); }
    // What require(name) finds from the package at this path, as Node searches.
    qsizetype resolve(const QString &fromPath, const QString &name) const;
    // All places of a package. More than one: it is there more than once.
    QList<qsizetype> placesOf(const QString &name) const { return m_byName.values(name); }
    // The packages that need this one; not the project itself. Each is there once.
    const QList<qsizetype> &dependentsOf(qsizetype position) const
    {
        return m_dependents.at(position);
    }
    // Why it is there: a shortest path from one of the project's own dependencies (direct) to it.
    QList<qsizetype> shortestPathTo(qsizetype target, const QStringList &direct) const;

private:
    void add(LockedPackage package);
    void findDependents();

    QList<LockedPackage> m_packages;
    QList<QList<qsizetype>> m_dependents; // by position
    QHash<QString, qsizetype> m_positions; // by path
    QMultiHash<QString, qsizetype> m_byName;
};

} // namespace looptide::project
