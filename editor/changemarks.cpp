// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/changemarks.h"

#include "editor/codeview.h"

#include <QPainter>

namespace looptide::editor {

using Sci = QsciScintillaBase;
using Kind = ChangeMark::Kind;

namespace {

/// Numbers that the view does not use (see linemarks.cpp).
enum Marker { AddedMarker = 11, ChangedMarker, RemovedMarker, RemovedAtEndMarker };
constexpr int AllMarkers =
    1 << AddedMarker | 1 << ChangedMarker | 1 << RemovedMarker | 1 << RemovedAtEndMarker;
constexpr int BarWidth = 3;
constexpr int Reach = 3; // around the bar, for the pointer

QColor colorOf(Kind kind, bool isDark)
{
    switch (kind) {
    case Kind::Added:
        return isDark ? QColor(0x3f, 0xb9, 0x50) : QColor(0x1a, 0x7f, 0x37);
    case Kind::Changed:
        return isDark ? QColor(0x58, 0xa6, 0xff) : QColor(0x09, 0x69, 0xda);
    case Kind::Removed:
        break;
    }
    return isDark ? QColor(0xf8, 0x51, 0x49) : QColor(0xcf, 0x22, 0x2e);
}

} // namespace

ChangeMarks::ChangeMarks(CodeView *view) : QObject(view), m_view(view)
{
    // They are painted by paint(). Scintilla moves them with their lines.
    for (int marker = AddedMarker; marker <= RemovedAtEndMarker; ++marker)
        m_view->send(Sci::SCI_MARKERDEFINE, ulong(marker), Sci::SC_MARK_EMPTY);
}

void ChangeMarks::setMarks(const QList<ChangeMark> &marks)
{
    for (int marker = AddedMarker; marker <= RemovedAtEndMarker; ++marker)
        m_view->send(Sci::SCI_MARKERDELETEALL, ulong(marker));
    m_marks = marks;
    const int lines = int(m_view->send(Sci::SCI_GETLINECOUNT));
    const auto add = [this](int line, Marker marker) {
        m_view->send(Sci::SCI_MARKERADD, ulong(line), marker);
    };
    for (const ChangeMark &mark : marks) {
        if (mark.kind == Kind::Removed) {
            const bool isAtEnd = mark.line > lines;
            add(qBound(1, mark.line, lines) - 1, isAtEnd ? RemovedAtEndMarker : RemovedMarker);
            continue;
        }
        const int end = qMin(mark.line + mark.count, lines + 1);
        for (int line = qMax(1, mark.line); line < end; ++line)
            add(line - 1, mark.kind == Kind::Added ? AddedMarker : ChangedMarker);
    }
    m_view->viewport()->update();
}

int ChangeMarks::marksAt(int line) const
{
    return int(m_view->send(Sci::SCI_MARKERGET, ulong(line))) & AllMarkers;
}

bool ChangeMarks::hasMarkAt(int line) const
{
    return marksAt(line) != 0;
}

// Between the line numbers and the signs for folding.
int ChangeMarks::barX() const
{
    return int(m_view->send(Sci::SCI_GETMARGINWIDTHN, 0)
               + m_view->send(Sci::SCI_GETMARGINWIDTHN, 1));
}

bool ChangeMarks::isBarAt(int x) const
{
    return x >= barX() - Reach && x < barX() + BarWidth + Reach;
}

void ChangeMarks::paint(QPainter *painter, int line, int row) const
{
    const int marks = marksAt(line);
    if (marks == 0)
        return;
    const bool isDark = m_view->palette().color(QPalette::Base).lightness() < 128;
    const int height = int(m_view->send(Sci::SCI_TEXTHEIGHT));
    const int top = row * height;
    if (marks & (1 << AddedMarker | 1 << ChangedMarker)) {
        const Kind kind = marks & (1 << AddedMarker) ? Kind::Added : Kind::Changed;
        painter->fillRect(QRect(barX(), top, BarWidth, height), colorOf(kind, isDark));
    }
    // A wedge at the place where lines are missing.
    const auto paintWedge = [&](qreal y) {
        const qreal reach = height / 4.0;
        painter->setPen(Qt::NoPen);
        painter->setBrush(colorOf(Kind::Removed, isDark));
        painter->drawPolygon(
            QPolygonF({ QPointF(barX(), y - reach), QPointF(barX() + reach * 1.4, y),
                        QPointF(barX(), y + reach) }));
    };
    if (marks & (1 << RemovedMarker))
        paintWedge(qMax(qreal(top), height / 4.0));
    if (marks & (1 << RemovedAtEndMarker))
        paintWedge(top + height);
}

int ChangeMarks::next(int line, int direction) const
{
    int at = line;
    // Out of the run at the caret first.
    while (at >= 0 && marksAt(at) != 0)
        at += direction;
    const int found =
        int(direction > 0 ? m_view->send(Sci::SCI_MARKERNEXT, ulong(at), AllMarkers)
                : at < 0  ? -1
                          : m_view->send(Sci::SCI_MARKERPREVIOUS, ulong(at), AllMarkers));
    if (direction > 0 || found < 0)
        return found;
    at = found;
    while (at > 0 && marksAt(at - 1) != 0)
        --at;
    return at;
}

} // namespace looptide::editor
