// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/exchange/eventmodel.h"

#include "panels/common/displaytext.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace looptide::models {

using trace::ExchangeEvent;
using Kind = ExchangeEvent::Kind;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCell = 500;
constexpr qsizetype longestToolTip = 2000;

QList<EventModel::Column> columnsOf(Kind kind)
{
    using enum EventModel::Column;
    switch (kind) {
    case Kind::Call:
        return { Start, Name, Text, Status, Duration, Bar, Note };
    case Kind::Output:
        return { Start, Name, Text };
    case Kind::Step:
        return { Start, Name, Text, Duration, Bar, Note };
    case Kind::Message:
        return { Start, Note, Name, Text, Size };
    }
    return {};
}

QString shortened(const QString &text)
{
    return visibleText(text.size() > longestCell ? text.first(longestCell) + u'…' : text);
}

// A view takes text that looks like HTML for HTML.
QString plainToolTip(const QString &text)
{
    const QString shown =
        visibleText(text.size() > longestToolTip ? text.first(longestToolTip) + u'…' : text);
    return u"<p style='white-space:pre-wrap'>"_s + shown.toHtmlEscaped() + u"</p>"_s;
}

bool isFigure(EventModel::Column column)
{
    using enum EventModel::Column;
    return column == Start || column == Duration || column == Size;
}

bool hasFailed(const ExchangeEvent &event)
{
    return event.kind == Kind::Message ? false
        : event.kind == Kind::Call     ? event.number >= 400 || !event.note.isEmpty()
                                       : !event.note.isEmpty();
}

} // namespace

EventModel::EventModel(Kind kind, QObject *parent)
    : QAbstractTableModel(parent), m_kind(kind), m_columns(columnsOf(kind))
{
}

void EventModel::setEvents(const QList<ExchangeEvent> &events, quint64 originNs)
{
    const quint64 origin = originNs != 0 || events.isEmpty() ? originNs : events.first().startNs;
    const auto known = qsizetype(m_events.size());
    const bool isLonger = origin == m_originNs && events.size() >= known
        && std::equal(m_events.cbegin(), m_events.cend(), events.cbegin(),
                      [](const ExchangeEvent &a, const ExchangeEvent &b) { return a.id == b.id; });
    if (isLonger && events == m_events)
        return;
    quint64 end = origin;
    for (const ExchangeEvent &event : events)
        end = std::max(end, event.startNs + event.durationNs);
    if (!isLonger) {
        beginResetModel();
        m_events = events;
        m_originNs = origin;
        m_endNs = end;
        endResetModel();
        return;
    }
    m_endNs = end;
    if (known > 0) {
        std::copy(events.cbegin(), events.cbegin() + known, m_events.begin());
        Q_EMIT dataChanged(index(0, 0), index(int(known) - 1, columnCount() - 1));
    }
    if (events.size() > known) {
        beginInsertRows({}, int(known), int(events.size()) - 1);
        m_events = events;
        endInsertRows();
    }
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

double EventModel::share(quint64 timeNs) const
{
    const double whole = double(m_endNs - m_originNs);
    return timeNs <= m_originNs || whole <= 0 ? 0
                                              : std::min(1., double(timeNs - m_originNs) / whole);
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    const ExchangeEvent &event = m_events[index.row()];
    const Column column = m_columns[index.column()];
    switch (role) {
    case Qt::DisplayRole:
        return display(event, column);
    case Qt::ToolTipRole:
        return column == Column::Text ? plainToolTip(event.text)
            : column == Column::Note  ? plainToolTip(event.note)
                                      : QVariant();
    case Qt::TextAlignmentRole:
        return int((isFigure(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case BeginShareRole:
        return share(event.startNs);
    case EndShareRole:
        return event.isOpen ? 1. : share(event.startNs + event.durationNs);
    case FailedRole:
        return hasFailed(event);
    default:
        return {};
    }
}

QString EventModel::display(const ExchangeEvent &event, Column column) const
{
    switch (column) {
    case Column::Start:
        return event.startNs < m_originNs ? QString()
                                          : u'+' + durationText(event.startNs - m_originNs);
    case Column::Name:
        return m_kind == Kind::Step && event.name.isEmpty() ? tr("(anonymous)")
                                                            : shortened(event.name);
    case Column::Text:
        if (m_kind == Kind::Step)
            return event.text.isEmpty()
                ? QString()
                : shortened(QFileInfo(scriptPath(event.text)).fileName()) + u':' + QString::number(event.number);
        return m_kind == Kind::Message && event.text.isEmpty() && event.size > 0
            ? tr("(binary)")
            : shortened(event.text);
    case Column::Status:
        return event.number != 0 ? QString::number(event.number)
            : event.isOpen       ? tr("open")
                                 : tr("failed");
    case Column::Size:
        return byteText(event.size);
    case Column::Duration:
        return event.isOpen ? tr("open") : durationText(event.durationNs);
    case Column::Bar:
        return {};
    case Column::Note:
        if (m_kind == Kind::Message)
            return event.note == "in"_L1 ? tr("received") : tr("sent");
        return shortened(event.note);
    }
    return {};
}

QString EventModel::title(Column column) const
{
    switch (column) {
    case Column::Start:
        return tr("After");
    case Column::Name:
        return m_kind == Kind::Call ? tr("Method")
            : m_kind == Kind::Step  ? tr("Function")
                                    : tr("Type");
    case Column::Text:
        return m_kind == Kind::Call ? tr("URL") : m_kind == Kind::Step ? tr("Place") : tr("Text");
    case Column::Status:
        return tr("Status");
    case Column::Size:
        return tr("Size");
    case Column::Duration:
        return tr("Duration");
    case Column::Bar:
        return tr("Time");
    case Column::Note:
        return m_kind == Kind::Message ? tr("Direction") : tr("Error");
    }
    return {};
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    const Column column = m_columns[section];
    if (role == Qt::DisplayRole)
        return title(column);
    if (role == Qt::ToolTipRole && column == Column::Start)
        return tr("Time since the head of the request had arrived");
    if (role == Qt::TextAlignmentRole)
        return int((isFigure(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QString scriptPath(const QString &url)
{
    return url.startsWith("file:"_L1) ? QUrl(url).toLocalFile() : url;
}

QString withoutColours(const QString &text)
{
    static const QRegularExpression colours(u"\x1b\\[[0-9;:]*[mK]"_s);
    return QString(text).remove(colours);
}

} // namespace looptide::models
