// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/list/urlpattern.h"

#include <QStringList>

#include <algorithm>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHex(QChar c)
{
    const QChar lower = c.toLower();
    return isDigit(c) || (lower >= u'a' && lower <= u'f') || c == u'-';
}

// A number, a UUID, a hash, or another long word in which digits and letters are mixed.
bool isId(const QString &part)
{
    constexpr qsizetype shortestHash = 8;
    constexpr qsizetype shortestMixed = 16;
    const auto digits = std::ranges::count_if(part, isDigit);
    if (digits == 0)
        return false;
    if (digits == part.size())
        return true;
    if (part.size() >= shortestHash && std::ranges::all_of(part, isHex))
        return true;
    return part.size() >= shortestMixed && digits >= 4 && std::ranges::all_of(part, [](QChar c) {
               return c.isLetterOrNumber() || c == u'-' || c == u'_';
           });
}

} // namespace

QString urlPattern(QByteArrayView url)
{
    const auto end = std::ranges::find_if(url, [](char c) { return c == '?' || c == '#'; });
    const QString path = QString::fromUtf8(url.first(end - url.begin()));
    QStringList parts = path.split(u'/');
    for (QString &part : parts) {
        if (isId(part))
            part = u":id"_s;
    }
    return parts.join(u'/');
}

} // namespace looptide::models
