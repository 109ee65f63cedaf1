// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::core {

struct PackageScript
{
    QString name;
    QString command;

    bool operator==(const PackageScript &) const = default;
};

struct PackageDependency
{
    enum class Kind : quint8 { Production, Development, Optional, Peer };

    QString name;
    QString wanted; // range, tag or address, as written
    QString installed; // version in node_modules; empty when it is not there
    Kind kind = Kind::Production;

    // Optional and peer packages may be absent without anything being wrong.
    bool isMissing() const
    {
        return installed.isEmpty() && (kind == Kind::Production || kind == Kind::Development);
    }
    bool operator==(const PackageDependency &) const = default;
};

// A command line that is nothing but `node [option...] FILE [argument...]`: no shell needed.
struct NodeCommand
{
    QStringList options; // of node itself, before the file
    QString script; // as written, relative to the project
    QStringList arguments;

    // Nothing when the command needs a shell (operators, variables, globs), another program or no
    // file.
    static std::optional<NodeCommand> parse(const QString &command);
};

// What package.json and node_modules of one project say. A plain value; lists keep the file's
// order.
struct PackageJson
{
    Q_DECLARE_TR_FUNCTIONS(looptide::core::PackageJson)
public:
    enum class Status : quint8 { Loaded, Missing, Unreadable, Malformed };

    // A real one has a few KiB; what is larger than this is not read.
    static constexpr qint64 maxBytes = qint64 { 8 } << 20;

    // Never throws: what went wrong is in status and error. Any thread.
    static PackageJson load(const QString &projectDir);

    bool isValid() const { return status == Status::Loaded; }
    QString filePath() const;
    // The command of a script; empty when there is none of that name.
    QString script(const QString &scriptName) const;
    // Absolute path of the file that "run the project" starts: `main`, else the file of a
    // `node FILE` start script, else index, app or server (.js, .mjs, .cjs). Only files that exist;
    // empty when there is none. Also answers for a folder without a package.json.
    QString entryScript() const;

    QString directory; // absolute
    Status status = Status::Missing;
    QString error; // for people; with line:column of malformed text
    int errorLine = 0; // from 1; 0 when the error has no place
    int errorColumn = 0;
    QString name;
    QString version;
    QString main;
    QList<PackageScript> scripts;
    QList<PackageDependency> dependencies;

    bool operator==(const PackageJson &) const = default;
};

// A name that npm accepts for a new package, made from a folder's name: lower case, no spaces, not
// the name of a core module nor one of taken. fallback is used when nothing is left of it.
QString packageNameFor(const QString &folderName, const QString &fallback,
                       const QStringList &taken = {});

// The text of a package.json, package-lock.json or node_modules/.package-lock.json with another
// package name in it and nothing else changed, laid out as npm does. Null when it is not JSON.
QByteArray withPackageName(const QByteArray &json, const QString &name);

} // namespace looptide::core

Q_DECLARE_METATYPE(looptide::core::PackageJson)
