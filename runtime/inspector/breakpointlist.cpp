// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/breakpointlist.h"

#include <QDir>
#include <QJsonObject>

#include <algorithm>
#include <tuple>

namespace looptide::inspector {

QList<Breakpoint> BreakpointList::inFile(const QString &path) const
{
    QList<Breakpoint> found;
    std::ranges::copy_if(m_breakpoints, std::back_inserter(found),
                         [&](const Breakpoint &each) { return each.path == path; });
    return found;
}

const Breakpoint *BreakpointList::find(int id) const
{
    const auto it = std::ranges::find(m_breakpoints, id, &Breakpoint::id);
    return it == m_breakpoints.end() ? nullptr : &*it;
}

const Breakpoint *BreakpointList::at(const QString &path, int line) const
{
    const auto it = std::ranges::find_if(m_breakpoints, [&](const Breakpoint &each) {
        return each.line == line && each.path == path;
    });
    return it == m_breakpoints.end() ? nullptr : &*it;
}

Breakpoint *BreakpointList::entry(int id)
{
    const auto it = std::ranges::find(m_breakpoints, id, &Breakpoint::id);
    return it == m_breakpoints.end() ? nullptr : &*it;
}

void BreakpointList::sort()
{
    std::ranges::stable_sort(m_breakpoints, [](const Breakpoint &a, const Breakpoint &b) {
        return std::tie(a.path, a.line) < std::tie(b.path, b.line);
    });
}

int BreakpointList::add(Breakpoint breakpoint)
{
    if (const Breakpoint *other = at(breakpoint.path, breakpoint.line))
        remove(other->id);
    breakpoint.id = ++m_lastId;
    m_breakpoints.append(breakpoint);
    sort();
    Q_EMIT added(breakpoint.id);
    Q_EMIT edited();
    return breakpoint.id;
}

void BreakpointList::remove(int id)
{
    if (m_breakpoints.removeIf([id](const Breakpoint &each) { return each.id == id; }) == 0)
        return;
    Q_EMIT removed(id);
    Q_EMIT edited();
}

void BreakpointList::removeAll()
{
    const QList<Breakpoint> old = m_breakpoints;
    for (const Breakpoint &breakpoint : old)
        remove(breakpoint.id);
}

void BreakpointList::change(const Breakpoint &breakpoint)
{
    Breakpoint *known = entry(breakpoint.id);
    if (!known)
        return;
    Breakpoint next = breakpoint;
    next.path = known->path;
    next.line = known->line;
    if (std::exchange(*known, next) == next)
        return;
    Q_EMIT changed(breakpoint.id);
    Q_EMIT edited();
}

void BreakpointList::move(int id, int line)
{
    Breakpoint *known = entry(id);
    if (!known || known->line == line)
        return;
    known->line = line;
    sort();
    Q_EMIT moved(id);
    Q_EMIT edited();
}

void BreakpointList::movePath(const QString &from, const QString &to)
{
    QList<int> affected;
    for (Breakpoint &each : m_breakpoints) {
        if (each.path != from && !each.path.startsWith(from + u'/'))
            continue;
        each.path = to + each.path.sliced(from.size());
        affected.append(each.id);
    }
    sort();
    for (const int id : affected)
        Q_EMIT changed(id);
    if (!affected.isEmpty())
        Q_EMIT edited();
}

QJsonArray BreakpointList::toJson() const
{
    QJsonArray array;
    for (const Breakpoint &each : m_breakpoints)
        array.append(QJsonObject { { QStringLiteral("path"), each.path },
                                   { QStringLiteral("line"), each.line },
                                   { QStringLiteral("condition"), each.condition },
                                   { QStringLiteral("hitCount"), each.hitCount },
                                   { QStringLiteral("logMessage"), each.logMessage },
                                   { QStringLiteral("enabled"), each.isEnabled } });
    return array;
}

void BreakpointList::setJson(const QJsonArray &json)
{
    removeAll();
    for (const QJsonValue &value : json) {
        const QJsonObject each = value.toObject();
        Breakpoint breakpoint;
        breakpoint.path = each[QLatin1StringView("path")].toString();
        breakpoint.line = each[QLatin1StringView("line")].toInt();
        breakpoint.condition = each[QLatin1StringView("condition")].toString();
        breakpoint.hitCount = qMax(0, each[QLatin1StringView("hitCount")].toInt());
        breakpoint.logMessage = each[QLatin1StringView("logMessage")].toString();
        breakpoint.isEnabled = each[QLatin1StringView("enabled")].toBool(true);
        if (QDir::isAbsolutePath(breakpoint.path) && breakpoint.line > 0)
            add(breakpoint);
    }
}

} // namespace looptide::inspector
