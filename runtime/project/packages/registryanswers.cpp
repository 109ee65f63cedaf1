// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/registryanswers.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace looptide::project {

namespace {

QString text(const QJsonObject &object, QLatin1StringView field)
{
    return object.value(field).toString();
}

QDateTime dateOf(const QJsonObject &object)
{
    return QDateTime::fromString(text(object, QLatin1StringView("date")), Qt::ISODateWithMs);
}

PackageVersion versionOf(const QJsonObject &entry)
{
    return { .version = text(entry, QLatin1StringView("version")),
             .date = dateOf(entry),
             .deprecation = text(entry, QLatin1StringView("deprecated")),
             .nodeRange = text(entry, QLatin1StringView("node")),
             .bytes = entry.value(QLatin1StringView("bytes")).toInteger(),
             .hasInstallScript = entry.value(QLatin1StringView("hasInstallScript")).toBool() };
}

VersionComparison::Kind kindOf(const QString &kind)
{
    using Kind = VersionComparison::Kind;
    static const QHash<QString, Kind> kinds {
        { QString(), Kind::Same },
        { QStringLiteral("patch"), Kind::Patch },
        { QStringLiteral("minor"), Kind::Minor },
        { QStringLiteral("major"), Kind::Major },
        { QStringLiteral("premajor"), Kind::Major },
        { QStringLiteral("prerelease"), Kind::Prerelease },
        { QStringLiteral("preminor"), Kind::Prerelease },
        { QStringLiteral("prepatch"), Kind::Prerelease },
        { QStringLiteral("older"), Kind::Older },
    };
    return kinds.value(kind, Kind::Unknown);
}

} // namespace

std::optional<SearchAnswer> parseSearchAnswer(const QByteArray &output)
{
    const QJsonObject object = QJsonDocument::fromJson(output).object();
    const QJsonValue packages = object.value(QLatin1StringView("packages"));
    if (!packages.isArray())
        return {};
    SearchAnswer answer;
    const QString source = text(object, QLatin1StringView("source"));
    answer.source = source == QLatin1StringView("cache") ? SearchAnswer::Source::Cache
        : source == QLatin1StringView("name")            ? SearchAnswer::Source::Name
                                                         : SearchAnswer::Source::Registry;
    if (const QString code = text(object, QLatin1StringView("code")); !code.isEmpty())
        answer.problem = NpmProblem::of(
            QStringLiteral("npm error code %1\nnpm error %2")
                .arg(code, text(object, QLatin1StringView("message")).section(u'\n', 0, 0)));
    for (const QJsonValue &value : packages.toArray()) {
        const QJsonObject entry = value.toObject();
        answer.packages.append({ text(entry, QLatin1StringView("name")),
                                 text(entry, QLatin1StringView("version")),
                                 text(entry, QLatin1StringView("description")), dateOf(entry) });
    }
    return answer;
}

const PackageVersion *PackageVersions::find(const QString &version) const
{
    const auto found = std::ranges::find(versions, version, &PackageVersion::version);
    return found == versions.end() ? nullptr : &*found;
}

std::optional<PackageVersions> parseVersionsAnswer(const QByteArray &output)
{
    const QJsonObject object = QJsonDocument::fromJson(output).object();
    const QJsonValue versions = object.value(QLatin1StringView("versions"));
    if (!versions.isArray())
        return {};
    PackageVersions answer;
    answer.name = text(object, QLatin1StringView("name"));
    answer.description = text(object, QLatin1StringView("description"));
    answer.license = text(object, QLatin1StringView("license"));
    answer.isOffline = object.value(QLatin1StringView("offline")).toBool();
    for (const QJsonValue &tag : object.value(QLatin1StringView("tags")).toArray())
        answer.tags.append({ text(tag.toObject(), QLatin1StringView("name")),
                             text(tag.toObject(), QLatin1StringView("version")) });
    for (const QJsonValue &version : versions.toArray())
        answer.versions += versionOf(version.toObject());
    return answer;
}

std::optional<VersionComparison> parseComparison(const QByteArray &output)
{
    const QJsonObject object = QJsonDocument::fromJson(output).object();
    const QJsonValue kinds = object.value(QLatin1StringView("kinds"));
    if (!kinds.isArray())
        return {};
    VersionComparison comparison;
    comparison.node = text(object, QLatin1StringView("node"));
    for (const QJsonValue &range : object.value(QLatin1StringView("unfit")).toArray())
        comparison.unfitEngines += range.toString();
    for (const QJsonValue &kind : kinds.toArray())
        comparison.kinds += kindOf(kind.toString());
    return comparison;
}

} // namespace looptide::project
