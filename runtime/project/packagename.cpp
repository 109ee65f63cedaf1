// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packagename.h"

#include "runtime/project/jsontext.h"

namespace looptide::project {

namespace {

bool isCoreModule(const QString &name)
{
    static const QStringList modules =
        QStringLiteral(
            "assert async_hooks buffer child_process cluster console constants crypto dgram "
            "diagnostics_channel dns domain events fs http http2 https inspector module net os "
            "path "
            "perf_hooks process punycode querystring readline repl stream string_decoder sys "
            "timers tls "
            "trace_events tty url util v8 vm wasi worker_threads zlib")
            .split(u' ');
    return modules.contains(name);
}

} // namespace

// The rules of npm's validate-npm-package-name for new packages.
QString packageNameFor(const QString &folderName, const QString &fallback, const QStringList &taken)
{
    static constexpr qsizetype maxLength = 214;
    static constexpr QStringView kept = u"abcdefghijklmnopqrstuvwxyz0123456789-._~";
    static constexpr QStringView edges = u"-._~";
    QString name;
    for (const QChar c : folderName.normalized(QString::NormalizationForm_D).toLower()) {
        if (kept.contains(c))
            name += c;
        else if (!c.isMark() && !name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    while (!name.isEmpty() && edges.contains(name.front()))
        name.remove(0, 1);
    name.truncate(maxLength - 4);
    while (!name.isEmpty() && edges.contains(name.back()))
        name.chop(1);
    if (name.isEmpty())
        return fallback;
    const bool reserved = isCoreModule(name) || name == QLatin1StringView("node_modules")
        || name == QLatin1StringView("favicon.ico") || taken.contains(name);
    return reserved ? name + QStringLiteral("-app") : name;
}

QByteArray withPackageName(const QByteArray &json, const QString &name)
{
    Json document = JsonText::parse(json).value;
    if (!document.is_object())
        return {};
    document["name"] = name.toStdString();
    if (const auto packages = document.find("packages");
        packages != document.end() && packages->is_object()) {
        if (const auto root = packages->find(""); root != packages->end() && root->is_object())
            (*root)["name"] = name.toStdString();
    }
    return QByteArray::fromStdString(document.dump(2)).append('\n');
}

} // namespace looptide::project
