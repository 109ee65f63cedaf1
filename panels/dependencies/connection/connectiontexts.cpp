// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/connection/connectiontexts.h"

#include "panels/common/displaytext.h"
#include "panels/dependencies/npmproblemtexts.h"

#include <QCoreApplication>
#include <QDir>

namespace looptide::models {

namespace {

using project::ConnectionReport;
using Verdict = ConnectionReport::Verdict;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::ConnectionTexts)
};

QString proxyOf(const ConnectionReport &report)
{
    const QString https = report.valueOf(QStringLiteral("https-proxy"));
    return visibleText(https.isEmpty() ? report.valueOf(QStringLiteral("proxy")) : https);
}

QString failureText(const ConnectionReport &report)
{
    const QString proxy = proxyOf(report);
    const QString text = textOf(report.problem);
    if (proxy.isEmpty())
        return text;
    return text + u'\n'
        + Text::tr("npm uses the proxy %1, and there is no connection without it either.")
              .arg(proxy);
}

} // namespace

QString verdictText(const ConnectionReport &report)
{
    const QString registry = visibleText(report.valueOf(QStringLiteral("registry")));
    switch (report.verdict) {
    case Verdict::Works:
        if (report.valueOf(QStringLiteral("offline")) == QLatin1StringView("true"))
            return Text::tr("The registry %1 can be reached, but npm is set to work without a "
                            "network: remove offline=true from .npmrc.")
                .arg(registry);
        return Text::tr("The connection works: npm reaches the registry %1.").arg(registry);
    case Verdict::WorksWithSystemCertificates:
        return Text::tr("npm does not trust the certificate of %1, but your system does: something "
                        "in your network, such as a proxy of the company, replaces certificates. "
                        "Let npm use the certificates of the system (%2).")
            .arg(registry, visibleText(report.certificates));
    case Verdict::WorksWithoutProxy:
        return Text::tr("The proxy %1 does not work (%2), and without it the registry can be "
                        "reached. Remove it from the place named below.")
            .arg(proxyOf(report), visibleText(report.problem.code));
    case Verdict::WorksWithSystemProxy:
        return Text::tr("npm does not reach the registry directly (%1), but it does through the "
                        "proxy of the system. Let npm use it.")
            .arg(visibleText(report.problem.code));
    case Verdict::Fails:
        break;
    }
    return failureText(report);
}

QString sourceText(const ConnectionReport::Setting &setting)
{
    if (!setting.file.isEmpty())
        return visibleText(QDir::toNativeSeparators(setting.file));
    if (setting.source == QLatin1StringView("env"))
        return Text::tr("environment");
    return setting.source == QLatin1StringView("default") ? Text::tr("default")
                                                          : visibleText(setting.source);
}

} // namespace looptide::models
