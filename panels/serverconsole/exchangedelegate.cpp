// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/exchangedelegate.h"

#include "panels/common/theme.h"
#include "panels/serverconsole/consoletexts.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsoleproxy.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace looptide::panels {

using models::RequestRow;
using models::ServerConsoleModel;
using models::Theme;
using trace::HttpExchange;

namespace {

constexpr int padding = 5;
constexpr int barHeight = 3;
// People feel an answer as instant below 0.1 s and as a break of their thought above 1 s (Nielsen).
constexpr quint64 instantNs = 100'000'000;
constexpr quint64 breakNs = 1'000'000'000;

const ServerConsoleModel *modelOf(const QModelIndex &index)
{
    const auto *proxy = qobject_cast<const models::ServerConsoleProxy *>(index.model());
    return proxy ? qobject_cast<const ServerConsoleModel *>(proxy->sourceModel()) : nullptr;
}

// Null for a mark.
const RequestRow *rowOf(const QModelIndex &index)
{
    const auto *proxy = qobject_cast<const models::ServerConsoleProxy *>(index.model());
    const ServerConsoleModel *model = modelOf(index);
    if (!model)
        return nullptr;
    const RequestRow &row = model->rowAt(proxy->mapToSource(index).row());
    return row.isMark ? nullptr : &row;
}

QColor durationColor(const Theme &theme, quint64 ns)
{
    return ns < instantNs ? theme.good() : ns < breakNs ? theme.warning() : theme.error();
}

QColor statusColor(const Theme &theme, const RequestRow &row)
{
    return row.state == HttpExchange::State::Aborted ? theme.error() : theme.httpStatus(row.status);
}

// One cell being painted: all that the parts share.
struct Cell
{
    QPainter *painter;
    const QStyleOptionViewItem &option;
    Theme theme;
    bool selected;

    QRect textRect() const { return option.rect.adjusted(padding, 0, -padding, 0); }
    QColor selectedOr(const QColor &color) const
    {
        const auto group =
            option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
        return selected ? option.palette.color(group, QPalette::HighlightedText) : color;
    }
    void drawText(const QString &text, const QColor &color, Qt::TextElideMode elide) const
    {
        painter->setPen(selectedOr(color));
        const QRect rect = textRect();
        painter->drawText(rect, int(option.displayAlignment) | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(text, elide, rect.width()));
    }
};

void drawPill(const Cell &cell, const QColor &color)
{
    const QString text = cell.option.fontMetrics.elidedText(cell.option.text, Qt::ElideRight,
                                                            cell.textRect().width());
    const int height = cell.option.fontMetrics.height() + 2;
    const int width = cell.option.fontMetrics.horizontalAdvance(text) + 14;
    QRect pill(0, 0, std::min(width, cell.option.rect.width() - 4), height);
    pill.moveCenter(cell.option.rect.center());
    pill.moveLeft(cell.option.rect.left() + padding - 2);
    cell.painter->setRenderHint(QPainter::Antialiasing);
    cell.painter->setPen(Qt::NoPen);
    cell.painter->setBrush(Theme::mix(cell.theme.base(), color, cell.theme.isDark() ? 0.22 : 0.14));
    cell.painter->drawRoundedRect(pill, height / 2., height / 2.);
    cell.painter->setPen(color);
    cell.painter->drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, text);
}

void drawDuration(const Cell &cell, quint64 ns)
{
    const QColor color = durationColor(cell.theme, ns);
    QRectF track = QRectF(cell.textRect());
    track.setTop(track.bottom() - barHeight);
    cell.painter->setRenderHint(QPainter::Antialiasing);
    cell.painter->setPen(Qt::NoPen);
    const double width = std::max(2., track.width() * ExchangeDelegate::barShare(ns));
    track.setLeft(track.right() - width);
    cell.painter->setBrush(cell.selectedOr(color));
    cell.painter->drawRoundedRect(track, barHeight / 2., barHeight / 2.);
    cell.drawText(cell.option.text, cell.theme.text(), Qt::ElideRight);
}

// The URL, and what the request has caused.
void drawUrl(const Cell &cell, const RequestRow &row, const models::RunEvents &events)
{
    const qsizetype calls =
        row.id == 0 ? 0 : events.count(row.run, row.id, trace::ExchangeEvent::Kind::Call);
    const bool hasError = row.id != 0 && events.hasError(row.run, row.id);
    QRect rect = cell.textRect();
    QString mark;
    if (row.effects != 0)
        mark = ExchangeDelegate::tr("by a rule: %1").arg(models::effectsText(row.effects));
    else if (calls > 0)
        mark = ExchangeDelegate::tr("calls: %1").arg(calls);
    else if (hasError)
        mark = ExchangeDelegate::tr("error");
    const int width = cell.option.fontMetrics.horizontalAdvance(mark);
    if (!mark.isEmpty() && width * 3 < rect.width()) {
        cell.painter->setPen(cell.selectedOr(row.effects != 0 ? cell.theme.accent()
                                                 : hasError   ? cell.theme.error()
                                                              : cell.theme.mutedText()));
        cell.painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, mark);
        rect.setRight(rect.right() - width - 2 * padding);
    }
    cell.painter->setPen(cell.selectedOr(cell.theme.text()));
    cell.painter->drawText(
        rect, int(cell.option.displayAlignment) | Qt::TextSingleLine,
        cell.option.fontMetrics.elidedText(cell.option.text, Qt::ElideMiddle, rect.width()));
}

// Rows of errors stand out.
void tint(QPainter *painter, const QStyleOptionViewItem &item, double amount)
{
    const Theme theme(item.palette);
    QColor color = theme.error();
    color.setAlphaF(float(theme.isDark() ? 2 * amount : amount));
    painter->fillRect(item.rect, color);
}

// A rule through all columns, with the text where the URLs are.
void drawMark(const Cell &cell, bool hasText)
{
    const QColor color = cell.theme.accent();
    const int y = cell.option.rect.center().y();
    int left = cell.option.rect.left();
    if (hasText) {
        const QString text = cell.option.fontMetrics.elidedText(cell.option.text, Qt::ElideRight,
                                                                cell.textRect().width());
        cell.drawText(text, color, Qt::ElideRight);
        left += 2 * padding + cell.option.fontMetrics.horizontalAdvance(text);
    }
    cell.painter->setPen(cell.selectedOr(color));
    if (left < cell.option.rect.right())
        cell.painter->drawLine(left, y, cell.option.rect.right(), y);
}

} // namespace

double ExchangeDelegate::barShare(quint64 durationNs)
{
    constexpr double shortest = 1e5; // 0.1 ms
    constexpr double decades = 5; // up to 10 s
    return std::clamp(std::log10(std::max(double(durationNs), 1.) / shortest) / decades, 0., 1.);
}

void ExchangeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const RequestRow *row = rowOf(index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);

    painter->save();
    painter->setFont(item.font);
    if (row && row->isError() && !(item.state & QStyle::State_Selected))
        tint(painter, item, 0.07);
    const Cell cell { painter, item, Theme(item.palette),
                      bool(item.state & QStyle::State_Selected) };
    if (!row) {
        drawMark(cell, index.column() == ServerConsoleModel::UrlColumn);
        painter->restore();
        return;
    }
    const bool open = row->state == HttpExchange::State::Open;
    switch (index.column()) {
    case ServerConsoleModel::MethodColumn: {
        QFont bold = item.font;
        bold.setWeight(QFont::DemiBold);
        painter->setFont(bold);
        cell.drawText(item.text, cell.theme.httpMethod(item.text), Qt::ElideRight);
        break;
    }
    case ServerConsoleModel::UrlColumn:
        drawUrl(cell, *row, modelOf(index)->events());
        break;
    case ServerConsoleModel::StatusColumn:
        drawPill(cell, statusColor(cell.theme, *row));
        break;
    case ServerConsoleModel::DurationColumn:
        if (!open)
            drawDuration(cell, row->durationNs);
        break;
    default:
        cell.drawText(item.text, cell.theme.mutedText(), Qt::ElideRight);
    }
    painter->restore();
}

} // namespace looptide::panels
