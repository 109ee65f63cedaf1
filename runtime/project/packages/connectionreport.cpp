// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/connectionreport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace looptide::project {

namespace {

using Verdict = ConnectionReport::Verdict;

QString text(const QJsonObject &object, QLatin1StringView field)
{
    return object.value(field).toString();
}

Verdict verdictOf(const QString &how)
{
    if (how == QLatin1StringView("certificates"))
        return Verdict::WorksWithSystemCertificates;
    if (how == QLatin1StringView("direct"))
        return Verdict::WorksWithoutProxy;
    if (how == QLatin1StringView("systemProxy"))
        return Verdict::WorksWithSystemProxy;
    return Verdict::Works;
}

} // namespace

QString ConnectionReport::valueOf(const QString &name) const
{
    const auto found = std::ranges::find(settings, name, &Setting::name);
    return found == settings.end() ? QString() : found->value;
}

std::optional<ConnectionReport> parseConnectionReport(const QByteArray &output)
{
    const QJsonObject object = QJsonDocument::fromJson(output).object();
    const QJsonArray attempts = object.value(QLatin1StringView("attempts")).toArray();
    if (attempts.isEmpty())
        return {};
    ConnectionReport report;
    report.certificates = text(object, QLatin1StringView("certificates"));
    for (const QJsonValue &value : object.value(QLatin1StringView("settings")).toArray()) {
        const QJsonObject entry = value.toObject();
        report.settings.append(
            { text(entry, QLatin1StringView("name")), text(entry, QLatin1StringView("value")),
              text(entry, QLatin1StringView("source")), text(entry, QLatin1StringView("file")) });
    }
    const QJsonObject first = attempts.first().toObject();
    report.problem =
        NpmProblem::of(QStringLiteral("npm error code %1\nnpm error %2")
                           .arg(text(first, QLatin1StringView("code")),
                                text(first, QLatin1StringView("message")).section(u'\n', 0, 0)));
    for (const QJsonValue &value : attempts) {
        if (value.toObject().value(QLatin1StringView("ok")).toBool()) {
            report.verdict = verdictOf(text(value.toObject(), QLatin1StringView("how")));
            break;
        }
    }
    return report;
}

} // namespace looptide::project
