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
        QString text = visibleText(QStringLiteral("%1:%2")
                                       .arg(QFileInfo(breakpoint.path).fileName())
                                       .arg(breakpoint.line));
        if (!breakpoint.isPlain())
            text += QStringLiteral(" — ") + details;
        return text;
    }
    if (role != Qt::ToolTipRole)
        return {};
    const QString binding = bindingText(m_session->bindingOf(breakpoint.id));
    return (pathText(breakpoint.path) + u'\n' + details
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
        parts.append(tr("Stops"));
    if (!breakpoint.condition.isEmpty())
        parts.append(tr("if %1").arg(visibleText(breakpoint.condition)));
    if (breakpoint.hitCount > 0)
        parts.append(tr("from visit %1 on").arg(breakpoint.hitCount));
    if (!breakpoint.isEnabled)
        parts.append(tr("(disabled)"));
    return parts.join(u' ');
}

QString BreakpointsModel::bindingText(const Binding &binding)
{
    switch (binding.state) {
    case Binding::State::Bound:
        return {};
    case Binding::State::NotDebugged:
        return tr("No program is being debugged. Debug starts one.");
    case Binding::State::NotLoaded:
        return tr("The program has not loaded this file.");
    case Binding::State::Refused:
        break;
    }
    return tr("Node.js cannot stop here: %1").arg(visibleText(binding.refusal));
}

} // namespace looptide::models
