// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/installscripts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace looptide::project {

std::optional<QList<InstallScripts>> parseInstallScripts(const QByteArray &output)
{
    const QJsonObject object = QJsonDocument::fromJson(output).object();
    const QJsonValue packages = object.value(QLatin1StringView("packages"));
    if (!packages.isArray())
        return {};
    QList<InstallScripts> result;
    for (const QJsonValue &value : packages.toArray()) {
        const QJsonObject entry = value.toObject();
        InstallScripts package;
        package.name = entry.value(QLatin1StringView("name")).toString();
        package.version = entry.value(QLatin1StringView("version")).toString();
        const QJsonObject scripts = entry.value(QLatin1StringView("scripts")).toObject();
        for (auto it = scripts.begin(); it != scripts.end(); ++it)
            package.commands += it.key() + QStringLiteral(": ") + it.value().toString();
        if (const QJsonValue allowed = entry.value(QLatin1StringView("allowed")); allowed.isBool())
            package.allowed = allowed.toBool();
        result.append(package);
    }
    return result;
}

} // namespace looptide::project
