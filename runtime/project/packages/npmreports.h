// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::project {

// What `npm outdated --json` says of one of the project's dependencies.
struct OutdatedPackage
{
    QString wanted; // the newest version within the range
    QString latest;
    QString current {}; // installed; empty: it is missing
};

// By name. Nothing when the output is not that of `npm outdated --json`.
std::optional<QHash<QString, OutdatedPackage>> parseOutdated(const QByteArray &output);

// One package with known vulnerabilities, as `npm audit --json` reports it. All texts are hostile.
struct AuditFinding
{
    enum class Severity : quint8 { Info, Low, Moderate, High, Critical };

    QString package;
    Severity severity = Severity::Info;
    QString range; // affected versions
    QStringList titles; // of advisories; empty when the vulnerability is that of a dependency
    QStringList urls; // of advisories
    QStringList through; // the dependencies that bring the vulnerability
    QStringList paths; // in node_modules
    bool isDirect = false;
    QString fix; // "express@5.0.0"; empty: there is none, or an update within the ranges
    bool isFixable = false;
    bool isBreaking = false; // the fix is a new major version
};

// The most severe first. Nothing when the output is not that of `npm audit --json`.
std::optional<QList<AuditFinding>> parseAudit(const QByteArray &output);

} // namespace looptide::project
