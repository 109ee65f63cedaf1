// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/linemarks.h"

#include "editor/codeview.h"

#include <QFontDatabase>
#include <QPainter>

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

/// Numbers that the view does not use (see problemmark.cpp).
constexpr int BreakpointMarker = 9;
constexpr int ExecutionMarker = 10;
constexpr qsizetype MaxValueLength = 160;

QColor stopColor(bool isDark)
{
    return isDark ? QColor(0xf8, 0x51, 0x49) : QColor(0xcf, 0x22, 0x2e);
}

QColor executionColor(bool isDark, bool isTop)
{
    if (!isTop)
        return isDark ? QColor(0x3f, 0xb9, 0x50) : QColor(0x1a, 0x7f, 0x37);
    return isDark ? QColor(0xe3, 0xb3, 0x41) : QColor(0xbf, 0x87, 0x00);
}

} // namespace

LineMarks::LineMarks(CodeView *view) : QObject(view), m_view(view)
{
    // They are painted by paint(). Scintilla moves them with their lines.
    m_view->send(Sci::SCI_MARKERDEFINE, BreakpointMarker, Sci::SC_MARK_EMPTY);
    m_view->send(Sci::SCI_MARKERDEFINE, ExecutionMarker, Sci::SC_MARK_EMPTY);
    connect(
        m_view, &Sci::SCN_MODIFIED, this,
        [this](int, int type, const char *, int, int linesAdded) { noteEdit(type, linesAdded); });
}

int LineMarks::lineOf(int handle) const
{
    return handle < 0 ? -1 : int(m_view->send(Sci::SCI_MARKERLINEFROMHANDLE, ulong(handle)));
}

void LineMarks::setMarks(const QList<LineMark> &marks)
{
    for (const Entry &entry : std::as_const(m_entries))
        m_view->send(Sci::SCI_MARKERDELETEHANDLE, ulong(entry.handle));
    m_entries.clear();
    const int last = int(m_view->send(Sci::SCI_GETLINECOUNT));
    for (const LineMark &mark : marks) {
        const int line = qBound(1, mark.line, last) - 1;
        m_entries.append(
            { mark, int(m_view->send(Sci::SCI_MARKERADD, ulong(line), BreakpointMarker)) });
    }
    m_view->viewport()->update();
}

void LineMarks::setExecution(int line, bool isTop)
{
    if (m_executionHandle >= 0)
        m_view->send(Sci::SCI_MARKERDELETEHANDLE, ulong(m_executionHandle));
    m_executionHandle = -1;
    m_executionLine = line;
    m_isTop = isTop;
    if (line > 0)
        m_executionHandle = int(m_view->send(Sci::SCI_MARKERADD, ulong(line - 1), ExecutionMarker));
    m_view->viewport()->update();
}

void LineMarks::setValues(const QHash<int, QString> &values)
{
    if (m_values == values)
        return;
    m_values = values;
    m_view->viewport()->update();
}

void LineMarks::restore()
{
    QList<LineMark> marks;
    for (const Entry &entry : std::as_const(m_entries))
        marks.append(entry.mark);
    setMarks(marks);
    setExecution(m_executionLine, m_isTop);
}

QString LineMarks::tipAt(int line) const
{
    for (const Entry &entry : m_entries) {
        if (lineOf(entry.handle) == line)
            return entry.mark.tip;
    }
    return {};
}

void LineMarks::noteEdit(int type, int linesAdded)
{
    const bool isEdit = type & (Sci::SC_MOD_INSERTTEXT | Sci::SC_MOD_DELETETEXT);
    if (!isEdit)
        return;
    m_values.clear(); // they were true for the old text
    if (linesAdded == 0 || m_entries.isEmpty() || std::exchange(m_isCheckPending, true))
        return;
    // Nothing of the view may be read from within its notification.
    QMetaObject::invokeMethod(this, &LineMarks::reportMoves, Qt::QueuedConnection);
}

void LineMarks::reportMoves()
{
    m_isCheckPending = false;
    QList<std::pair<int, int>> moves;
    for (Entry &entry : m_entries) {
        const int line = lineOf(entry.handle) + 1;
        if (line > 0 && line != entry.mark.line) {
            entry.mark.line = line;
            moves.append({ entry.mark.id, line });
        }
    }
    for (const auto &[id, line] : std::as_const(moves))
        Q_EMIT moved(id, line);
}

void LineMarks::paint(QPainter *painter, int line, int row) const
{
    const qreal height = qreal(m_view->send(Sci::SCI_TEXTHEIGHT));
    const QRectF box(0, row * height, qreal(m_view->send(Sci::SCI_GETMARGINWIDTHN, 0)), height);
    for (const Entry &entry : m_entries) {
        if (lineOf(entry.handle) == line) {
            paintMark(painter, entry.mark, box);
            break;
        }
    }
    if (m_executionHandle >= 0 && lineOf(m_executionHandle) == line) {
        paintExecution(painter, box);
        paintArrow(painter, box);
    }
    if (const auto value = m_values.constFind(line + 1); value != m_values.cend())
        paintValue(painter, line, row, *value);
}

// Each kind has a shape of its own: a disc, a disc with a bar, a diamond. Hollow: not bound. Grey:
// disabled.
void LineMarks::paintMark(QPainter *painter, const LineMark &mark, const QRectF &box) const
{
    const bool isDark = m_view->palette().color(QPalette::Base).lightness() < 128;
    const QColor color =
        mark.isEnabled ? stopColor(isDark) : m_view->palette().color(QPalette::PlaceholderText);
    const qreal radius = qMin(box.width(), box.height()) * 0.3;
    const QPointF center = box.center();
    painter->setPen(QPen(color, qMax(1.2, radius / 4)));
    painter->setBrush(mark.isBound && mark.isEnabled ? QBrush(color) : QBrush(Qt::NoBrush));
    if (mark.kind == LineMark::Kind::Message) {
        const qreal reach = radius * 1.15;
        painter->drawPolygon(
            QPolygonF({ center + QPointF(0, -reach), center + QPointF(reach, 0),
                        center + QPointF(0, reach), center + QPointF(-reach, 0) }));
        return;
    }
    painter->drawEllipse(center, radius, radius);
    if (mark.kind != LineMark::Kind::Conditional)
        return;
    const bool isFilled = mark.isBound && mark.isEnabled;
    painter->setPen(QPen(isFilled ? m_view->palette().color(QPalette::Base) : color, radius / 3));
    painter->drawLine(center - QPointF(radius / 2, radius / 4),
                      center + QPointF(radius / 2, -radius / 4));
    painter->drawLine(center - QPointF(radius / 2, -radius / 4),
                      center + QPointF(radius / 2, radius / 4));
}

// Over the text, because the line of the caret has a background of its own.
void LineMarks::paintExecution(QPainter *painter, const QRectF &box) const
{
    constexpr int Alpha = 48;
    const bool isDark = m_view->palette().color(QPalette::Base).lightness() < 128;
    QColor color = executionColor(isDark, m_isTop);
    color.setAlpha(Alpha);
    painter->fillRect(QRectF(box.right(), box.top(), m_view->viewport()->width(), box.height()),
                      color);
}

void LineMarks::paintArrow(QPainter *painter, const QRectF &box) const
{
    const bool isDark = m_view->palette().color(QPalette::Base).lightness() < 128;
    const QColor color = executionColor(isDark, m_isTop);
    const qreal reach = qMin(box.width(), box.height()) * 0.36;
    const QPointF center = box.center();
    painter->setPen(QPen(m_view->palette().color(QPalette::Base), 1));
    painter->setBrush(color);
    painter->drawPolygon(QPolygonF(
        { center + QPointF(-reach, -reach * 0.75), center + QPointF(reach * 0.1, -reach * 0.75),
          center + QPointF(reach, 0), center + QPointF(reach * 0.1, reach * 0.75),
          center + QPointF(-reach, reach * 0.75) }));
}

void LineMarks::paintValue(QPainter *painter, int line, int row, const QString &text) const
{
    const qreal height = qreal(m_view->send(Sci::SCI_TEXTHEIGHT));
    const auto end = qreal(m_view->send(Sci::SCI_POINTXFROMPOSITION, 0, m_view->lineEnd(line)));
    const QRectF room(end + height * 1.5, row * height, 4000, height);
    painter->setPen(m_view->palette().color(QPalette::PlaceholderText));
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(qMax(6.0,
                            double(m_view->send(Sci::SCI_STYLEGETSIZE, Sci::STYLE_DEFAULT)
                                   + m_view->send(Sci::SCI_GETZOOM))));
    font.setItalic(true);
    painter->setFont(font);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      text.left(MaxValueLength));
}

} // namespace looptide::editor
