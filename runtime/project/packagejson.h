// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packagedependency.h"

#include <QCoreApplication>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace looptide::project {

struct PackageScript
{
    QString name;
    QString command;

    bool operator==(const PackageScript &) const = default;
};

// The contents of package.json and node_modules of one project. A plain value; lists keep the
// file's order.
struct PackageJson
{
    Q_DECLARE_TR_FUNCTIONS(looptide::project::PackageJson)
public:
    enum class Status : quint8 { Loaded, Missing, Unreadable, Malformed };

    // Usual files have a few KiB. Larger files than this are not read.
    static constexpr qint64 maxBytes = qint64 { 8 } << 20;

    // Never throws; status and error describe failures. Any thread.
    static PackageJson load(const QString &projectDir);

    bool isValid() const { return status == Status::Loaded; }
    QString filePath() const;
    // The command of a script; empty when there is none of that name.
    QString script(const QString &scriptName) const;

    QString directory; // absolute
    Status status = Status::Missing;
    QString error; // for users; with line:column of malformed text
    int errorLine = 0; // from 1; 0 when the error has no location
    int errorColumn = 0;
    QString name;
    QString version;
    QString main;
    QStringList workspaces; // patterns of folders, as written
    QList<PackageScript> scripts;
    QList<PackageDependency> dependencies;

    bool operator==(const PackageJson &) const = default;
};

} // namespace looptide::project

Q_DECLARE_METATYPE(looptide::project::PackageJson)
