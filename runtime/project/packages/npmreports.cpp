// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/npmreports.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace looptide::project {

namespace {

QString text(const QJsonValue &object, QLatin1StringView field)
{
    return object.toObject().value(field).toString();
}

AuditFinding::Severity severityOf(const QString &name)
{
    using Severity = AuditFinding::Severity;
    static const QHash<QString, Severity> severities {
        { QStringLiteral("low"), Severity::Low },
        { QStringLiteral("moderate"), Severity::Moderate },
        { QStringLiteral("high"), Severity::High },
        { QStringLiteral("critical"), Severity::Critical },
    };
    return severities.value(name, Severity::Info);
}

AuditFinding findingOf(const QJsonObject &entry)
{
    AuditFinding finding;
    finding.package = text(entry, QLatin1StringView("name"));
    finding.severity = severityOf(text(entry, QLatin1StringView("severity")));
    finding.range = text(entry, QLatin1StringView("range"));
    finding.isDirect = entry.value(QLatin1StringView("isDirect")).toBool();
    for (const QJsonValue &via : entry.value(QLatin1StringView("via")).toArray()) {
        if (via.isString()) {
            finding.through += via.toString();
            continue;
        }
        finding.titles += text(via, QLatin1StringView("title"));
        finding.urls += text(via, QLatin1StringView("url"));
    }
    for (const QJsonValue &node : entry.value(QLatin1StringView("nodes")).toArray())
        finding.paths += node.toString();
    const QJsonValue fix = entry.value(QLatin1StringView("fixAvailable"));
    finding.isFixable = fix.isObject() || fix.toBool();
    if (fix.isObject()) {
        finding.fix =
            text(fix, QLatin1StringView("name")) + u'@' + text(fix, QLatin1StringView("version"));
        finding.isBreaking = fix.toObject().value(QLatin1StringView("isSemVerMajor")).toBool();
    }
    return finding;
}

} // namespace

std::optional<QHash<QString, OutdatedPackage>> parseOutdated(const QByteArray &output)
{
    if (output.trimmed().isEmpty())
        return QHash<QString, OutdatedPackage>(); // everything is up to date
    const QJsonDocument document = QJsonDocument::fromJson(output);
    const QJsonObject object = document.object();
    if (!document.isObject() || object.contains(QLatin1StringView("error")))
        return {};
    QHash<QString, OutdatedPackage> result;
    for (auto it = object.begin(); it != object.end(); ++it) {
        // A package in several places has a list.
        const QJsonValue entry = it.value().isArray() ? it.value().toArray().first() : it.value();
        result.insert(it.key(),
                      { text(entry, QLatin1StringView("wanted")),
                        text(entry, QLatin1StringView("latest")),
                        text(entry, QLatin1StringView("current")) });
    }
    return result;
}

std::optional<QList<AuditFinding>> parseAudit(const QByteArray &output)
{
    const QJsonObject object = QJsonDocument::fromJson(output).object();
    const QJsonValue entries = object.value(QLatin1StringView("vulnerabilities"));
    if (!entries.isObject())
        return {};
    QList<AuditFinding> findings;
    for (const QJsonValue &entry : entries.toObject())
        findings += findingOf(entry.toObject());
    std::ranges::stable_sort(findings, std::ranges::greater(), &AuditFinding::severity);
    return findings;
}

} // namespace looptide::project
