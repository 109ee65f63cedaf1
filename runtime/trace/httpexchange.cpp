// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/httpexchange.h"

namespace looptide::trace {

namespace {

// A wildcard address can't be opened: name the loopback that it certainly includes.
QString reachableHost(const QString &host)
{
    if (host.isEmpty() || host == QLatin1StringView("::"))
        return QStringLiteral("localhost");
    if (host == QLatin1StringView("0.0.0.0"))
        return QStringLiteral("127.0.0.1");
    return host.contains(u':') ? u'[' + host + u']' : host;
}

} // namespace

QString ListenAddress::url() const
{
    if (!http || port == 0)
        return {};
    const QString origin =
        (secure ? QStringLiteral("https://") : QStringLiteral("http://")) + reachableHost(host);
    const int defaultPort = secure ? 443 : 80;
    return port == defaultPort ? origin + u'/' : origin + u':' + QString::number(port) + u'/';
}

} // namespace looptide::trace
