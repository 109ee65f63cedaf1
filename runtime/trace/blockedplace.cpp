// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/blockedplace.h"

#include <QUrl>

namespace looptide::trace {

namespace {

constexpr quint64 askIntervalNs = 1'000'000'000;

} // namespace

QString BlockedPlace::path() const
{
    const QString name = QString::fromUtf8(script);
    if (name.startsWith(QLatin1StringView("file://")))
        return QUrl(name).toLocalFile();
    return name.startsWith(u'/') ? name : QString();
}

QString BlockedPlace::place() const
{
    const QString where = QStringLiteral("%1:%2").arg(path()).arg(line);
    return column > 0 ? where + QStringLiteral(":%1").arg(column) : where;
}

void BlockWatch::setSource(std::function<void(quint64)> source)
{
    const std::scoped_lock lock(m_mutex);
    m_source = std::move(source);
}

void BlockWatch::setPlace(const BlockedPlace &place)
{
    const std::scoped_lock lock(m_mutex);
    m_place = place;
}

void BlockWatch::watch(quint64 sinceNs, quint64 nowNs)
{
    if (nowNs < sinceNs + blockedAfterNs)
        return;
    const std::scoped_lock lock(m_mutex);
    if (!m_source
        || nowNs < m_askedNs + (m_place.sinceNs == sinceNs ? askIntervalNs : blockedAfterNs))
        return;
    m_askedNs = nowNs;
    m_source(sinceNs);
}

BlockedPlace BlockWatch::place() const
{
    const std::scoped_lock lock(m_mutex);
    return m_place;
}

} // namespace looptide::trace
