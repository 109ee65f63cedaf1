// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/breakpointsmodel.h"

#include "panels/common/displaytext.h"

#include <QFileInfo>

#include <algorithm>

namespace looptide::models {

using inspector::Binding;
using inspector::Breakpoint;

BreakpointsModel::BreakpointsModel(inspector::DebugSession *session, QObject *parent)
    : QAbstractListModel(parent), m_session(session)
{
    connect(session->breakpoints(), &inspector::BreakpointList::edited, this,
            &BreakpointsModel::refill);
    connect(session, &inspector::DebugSession::bindingChanged, this, [this](int id) {
        const auto it = std::ranges::find(m_breakpoints, id, &Breakpoint::id);
        if (it != m_breakpoints.end()) {
            const QModelIndex changed = index(int(it - m_breakpoints.begin()));
            Q_EMIT dataChanged(changed, changed);
        }
    });
    refill();
}

void BreakpointsModel::refill()
{
    beginResetModel();
    m_breakpoints = m_session->breakpoints()->all();
    endResetModel();
}

int BreakpointsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_breakpoints.size());
}

QVariant BreakpointsModel::data(const QModelIndex &index, int role) const
{
    const Breakpoint &breakpoint = m_breakpoints.at(index.row());
    if (role == Qt::CheckStateRole)
        return breakpoint.isEnabled ? Qt::Checked : Qt::Unchecked;
    const QString details = description(breakpoint);
    if (role == Qt::DisplayRole) {
        QString text = placeText(breakpoint);
        if (!breakpoint.isPlain() || breakpoint.isTemporary)
            text += QStringLiteral(" — ") + details;
        return text;
    }
    if (role != Qt::ToolTipRole)
        return {};
    const QString binding = bindingText(breakpoint, m_session->bindingOf(breakpoint.id));
    const bool isLine = breakpoint.kind == Breakpoint::Kind::Line;
    return ((isLine ? pathText(breakpoint.path) : placeText(breakpoint)) + u'\n' + details
            + (binding.isEmpty() ? QString() : u'\n' + binding))
        .toHtmlEscaped()
        .replace(u'\n', QLatin1StringView("<br>"));
}

bool BreakpointsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole)
        return false;
    Breakpoint changed = m_breakpoints.at(index.row());
    changed.isEnabled = value.toInt() == Qt::Checked;
    m_session->breakpoints()->change(changed);
    return true;
}

Qt::ItemFlags BreakpointsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable;
}

QString BreakpointsModel::description(const Breakpoint &breakpoint)
{
    QStringList parts;
    if (breakpoint.isLogpoint())
        parts.append(tr("Writes “%1”").arg(visibleText(breakpoint.logMessage)));
    else
        parts.append(breakpoint.isTemporary ? tr("Stops once") : tr("Stops"));
    if (breakpoint.kind == Breakpoint::Kind::Function)
        parts.append(tr("where the function begins"));
    else if (breakpoint.kind == Breakpoint::Kind::Request)
        parts.append(tr("where the handler of the request begins"));
    else if (breakpoint.kind == Breakpoint::Kind::Phase)
        parts.append(tr("the event loop where the phase begins, in the Stepper. Meanwhile each "
                        "callback is recorded, which makes the program slower"));
    if (!breakpoint.condition.isEmpty())
        parts.append(tr("if %1").arg(visibleText(breakpoint.condition)));
    if (breakpoint.hitCount > 0)
        parts.append(tr("from visit %1 on").arg(breakpoint.hitCount));
    if (!breakpoint.isEnabled)
        parts.append(tr("(disabled)"));
    return parts.join(u' ');
}

QString BreakpointsModel::placeText(const Breakpoint &breakpoint)
{
    switch (breakpoint.kind) {
    case Breakpoint::Kind::Line:
        break;
    case Breakpoint::Kind::Function:
        return visibleText(tr("function %1()").arg(breakpoint.name));
    case Breakpoint::Kind::Request:
        return visibleText((breakpoint.method.isEmpty() ? tr("any method") : breakpoint.method)
                           + u' ' + breakpoint.name);
    case Breakpoint::Kind::Phase:
        for (const auto &[name, text] : phases()) {
            if (name == breakpoint.name)
                return text;
        }
        return visibleText(breakpoint.name);
    }
    return visibleText(
        QStringLiteral("%1:%2").arg(QFileInfo(breakpoint.path).fileName()).arg(breakpoint.line));
}

QList<std::pair<QString, QString>> BreakpointsModel::phases()
{
    return { { QStringLiteral("timers"), tr("Loop phase: timers") },
             { QStringLiteral("pending"), tr("Loop phase: pending callbacks") },
             { QStringLiteral("poll"), tr("Loop phase: poll") },
             { QStringLiteral("check"), tr("Loop phase: check (setImmediate)") },
             { QStringLiteral("closing"), tr("Loop phase: closing callbacks") } };
}

QString BreakpointsModel::bindingText(const Breakpoint &breakpoint, const Binding &binding)
{
    if (breakpoint.kind == Breakpoint::Kind::Phase)
        return {};
    const bool isFunction = breakpoint.kind == Breakpoint::Kind::Function;
    switch (binding.state) {
    case Binding::State::Bound:
        return {};
    case Binding::State::NotDebugged:
        return tr("No program is being debugged. Debug starts one.");
    case Binding::State::NotLoaded:
        return isFunction ? tr("The program has not loaded a function with this name. Functions in "
                               "node_modules, and names that are computed, are not found.")
                          : tr("The program has not loaded this file.");
    case Binding::State::Refused:
        break;
    }
    return tr("Node.js cannot stop here: %1").arg(visibleText(binding.refusal));
}

} // namespace looptide::models
