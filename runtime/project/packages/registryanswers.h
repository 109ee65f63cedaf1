// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/npmproblem.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::project {

// What the scripts search, versions and compare of resources/npm/tools answer. All texts are
// hostile. The functions return nothing when the output is not an answer.

struct FoundPackage
{
    QString name;
    QString version; // the latest; from the cache: the newest that can be installed
    QString description;
    QDateTime date; // of that version; invalid when the registry does not say
};

struct SearchAnswer
{
    enum class Source : quint8 {
        Registry,
        Name, // the registry has no search: the package with exactly this name, if there is one
        Cache, // no network: what npm's cache can install
    };

    Source source = Source::Registry;
    NpmProblem problem; // why the source is not the registry
    QList<FoundPackage> packages;
};

std::optional<SearchAnswer> parseSearchAnswer(const QByteArray &output);

struct PackageVersion
{
    QString version;
    QDateTime date; // invalid when it is not known
    QString deprecation; // empty: not deprecated
    QString nodeRange; // engines.node; empty: any
    qint64 bytes = 0; // unpacked, without dependencies; 0: not known
    bool hasInstallScript = false;
};

struct PackageVersions
{
    struct Tag
    {
        QString name; // "latest"
        QString version;
    };

    QString name;
    QString description;
    QString license;
    bool isOffline = false; // only the versions that npm's cache can install
    QList<Tag> tags; // the order of the registry
    QList<PackageVersion> versions; // the newest first

    const PackageVersion *find(const QString &version) const;
};

std::optional<PackageVersions> parseVersionsAnswer(const QByteArray &output);

// Answers about versions, by npm's semver.
struct VersionComparison
{
    enum class Kind : quint8 { Same, Patch, Minor, Major, Prerelease, Older, Unknown };

    QString node; // the version of the bundled Node.js, "v24.1.0"
    QStringList unfitEngines; // ranges that it is not in
    QList<Kind> kinds; // of the changes that were asked for, in their order
};

std::optional<VersionComparison> parseComparison(const QByteArray &output);

} // namespace looptide::project
