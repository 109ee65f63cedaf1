// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/breakpointlist.h"

#include <QDir>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <tuple>

namespace looptide::inspector {

namespace {

constexpr std::array kindNames { QLatin1StringView("line"), QLatin1StringView("function"),
                                 QLatin1StringView("request"), QLatin1StringView("phase") };

} // namespace

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
        return each.kind == Breakpoint::Kind::Line && each.line == line && each.path == path;
    });
    return it == m_breakpoints.end() ? nullptr : &*it;
}

const Breakpoint *BreakpointList::same(const Breakpoint &breakpoint) const
{
    const auto placeOf = [](const Breakpoint &each) {
        return std::tie(each.kind, each.path, each.line, each.name, each.method);
    };
    const auto it = std::ranges::find_if(m_breakpoints, [&](const Breakpoint &each) {
        return placeOf(each) == placeOf(breakpoint);
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
        return std::tie(a.kind, a.path, a.line, a.name) < std::tie(b.kind, b.path, b.line, b.name);
    });
}

int BreakpointList::add(Breakpoint breakpoint)
{
    if (const Breakpoint *other = same(breakpoint))
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
    next.kind = known->kind;
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
        if (each.kind != Breakpoint::Kind::Line)
            continue;
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
        array.append(QJsonObject { { QStringLiteral("kind"), kindNames.at(std::size_t(each.kind)) },
                                   { QStringLiteral("name"), each.name },
                                   { QStringLiteral("method"), each.method },
                                   { QStringLiteral("temporary"), each.isTemporary },
                                   { QStringLiteral("path"), each.path },
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
        breakpoint.isTemporary = each[QLatin1StringView("temporary")].toBool();
        breakpoint.name = each[QLatin1StringView("name")].toString();
        breakpoint.method = each[QLatin1StringView("method")].toString();
        const auto kind = std::ranges::find(
            kindNames, each[QLatin1StringView("kind")].toString(QStringLiteral("line")));
        if (kind == kindNames.end())
            continue;
        breakpoint.kind = Breakpoint::Kind(kind - kindNames.begin());
        const bool isLine = breakpoint.kind == Breakpoint::Kind::Line;
        if (isLine ? QDir::isAbsolutePath(breakpoint.path) && breakpoint.line > 0
                   : !breakpoint.name.isEmpty())
            add(breakpoint);
    }
}

} // namespace looptide::inspector
