// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/callstackmodel.h"

#include "panels/common/displaytext.h"

#include <QFileInfo>

#include <algorithm>

namespace looptide::models {

CallStackModel::CallStackModel(inspector::DebugSession *session, QObject *parent)
    : QAbstractTableModel(parent), m_session(session)
{
    connect(session, &inspector::DebugSession::pauseChanged, this, &CallStackModel::refill);
    refill();
}

void CallStackModel::refill()
{
    beginResetModel();
    m_frames =
        m_session->isPaused() ? m_session->shown()->frames() : QList<inspector::DebugFrame>();
    endResetModel();
}

int CallStackModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_frames.size());
}

int CallStackModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CallStackModel::data(const QModelIndex &index, int role) const
{
    const inspector::DebugFrame &frame = m_frames.at(index.row());
    const bool isHeading = !frame.asyncCause.isEmpty();
    if (role == IsHeadingRole)
        return isHeading;
    if (role == IsForeignRole)
        return frame.isForeign;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (isHeading)
        return index.column() == FunctionColumn && role == Qt::DisplayRole
            ? QVariant(tr("after %1").arg(visibleText(frame.asyncCause)))
            : QVariant();
    const QString place = frame.place.path.isEmpty() ? frame.place.url : frame.place.path;
    if (role == Qt::ToolTipRole)
        return visibleText(QStringLiteral("%1:%2:%3")
                               .arg(place)
                               .arg(frame.place.line)
                               .arg(frame.place.column))
            .toHtmlEscaped();
    if (index.column() == FunctionColumn)
        return frame.function.isEmpty() ? tr("(anonymous)") : visibleText(frame.function);
    const QString name =
        frame.place.path.isEmpty() ? frame.place.url : QFileInfo(frame.place.path).fileName();
    return name.isEmpty() ? tr("(no file)")
                          : visibleText(QStringLiteral("%1:%2").arg(name).arg(frame.place.line));
}

QVariant CallStackModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == FunctionColumn ? tr("Function") : tr("Place");
}

Qt::ItemFlags CallStackModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (!m_frames.at(index.row()).asyncCause.isEmpty())
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

int CallStackModel::rowOfFrame(int frame) const
{
    const auto it = std::ranges::find(m_frames, frame, &inspector::DebugFrame::index);
    return it == m_frames.end() || frame < 0 ? -1 : int(it - m_frames.begin());
}

QString CallStackModel::text() const
{
    QStringList lines;
    for (int row = 0; row < rowCount(); ++row) {
        const QString function = data(index(row, FunctionColumn), Qt::DisplayRole).toString();
        const QString place = data(index(row, PlaceColumn), Qt::DisplayRole).toString();
        lines.append(place.isEmpty() ? function : function + u' ' + place);
    }
    return lines.join(u'\n');
}

} // namespace looptide::models
