// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The margins of CodeView, and the pointer over names.
#include "editor/changemarks.h"
#include "editor/codeview.h"
#include "editor/hoverexpression.h"
#include "editor/linemarks.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

namespace looptide::editor {

void CodeView::setupMargins()
{
    send(SCI_SETMARGINS, 3);
    send(SCI_SETMARGINTYPEN, MarkPlace, SC_MARGIN_COLOUR);
    send(SCI_SETMARGINMASKN, MarkPlace, 0);
    send(SCI_SETMARGINSENSITIVEN, MarkPlace, 1);
    send(SCI_SETMARGINCURSORN, MarkPlace, SC_CURSORARROW);
    send(SCI_SETMARGINTYPEN, NumberPlace, SC_MARGIN_NUMBER);
    send(SCI_SETMARGINTYPEN, FoldPlace, SC_MARGIN_SYMBOL);
    send(SCI_SETMARGINMASKN, NumberPlace, 0);
    send(SCI_SETMARGINMASKN, FoldPlace, long(SC_MASK_FOLDERS));
    send(SCI_SETMARGINSENSITIVEN, FoldPlace, 1);
    send(SCI_SETMARGINLEFT, 0, 6);
    send(SCI_SETMARGINRIGHT, 0, 0);
    send(SCI_SETAUTOMATICFOLD,
         SC_AUTOMATICFOLD_SHOW | SC_AUTOMATICFOLD_CLICK | SC_AUTOMATICFOLD_CHANGE);
    send(SCI_SETFOLDFLAGS, 0);
    // paintEvent draws them: Scintilla's own are not sharp on dense screens.
    for (int marker = SC_MARKNUM_FOLDEREND; marker <= int(SC_MARKNUM_FOLDEROPEN); ++marker)
        send(SCI_MARKERDEFINE, ulong(marker), SC_MARK_EMPTY);
}

void CodeView::updateLineNumberWidth()
{
    constexpr int LeastDigits = 3;
    const int digits = qMax(LeastDigits, int(QString::number(send(SCI_GETLINECOUNT)).size()));
    if (digits == m_numberDigits)
        return;
    m_numberDigits = digits;
    const QByteArray widest(digits, '9');
    const long width = SendScintilla(SCI_TEXTWIDTH, ulong(STYLE_LINENUMBER), widest.constData());
    send(SCI_SETMARGINWIDTHN, NumberPlace, width + 16);
    send(SCI_SETMARGINWIDTHN, FoldPlace, send(SCI_TEXTHEIGHT) * 3 / 4);
    send(SCI_SETMARGINWIDTHN, MarkPlace, send(SCI_TEXTHEIGHT) * 3 / 4);
}

void CodeView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse && isInMarkMargin(event->pos()))
        Q_EMIT marginMenuRequested(lineAtY(event->pos().y()) + 1, event->globalPos());
    else
        Q_EMIT contextMenuRequested(event->globalPos());
}

void CodeView::mousePressEvent(QMouseEvent *event)
{
    const QPoint place = event->position().toPoint();
    const int line = lineAtY(place.y());
    if (event->button() == Qt::LeftButton && m_changeMarks->isBarAt(place.x())
        && m_changeMarks->hasMarkAt(line)) {
        Q_EMIT changeMarkClicked(line + 1, event->globalPosition().toPoint());
        return;
    }
    QsciScintilla::mousePressEvent(event);
}

int CodeView::lineAtY(int y) const
{
    const long row = send(SCI_GETFIRSTVISIBLELINE) + y / qMax(1L, send(SCI_TEXTHEIGHT));
    const int line = int(send(SCI_DOCLINEFROMVISIBLE, ulong(row)));
    return qBound(0, line, int(send(SCI_GETLINECOUNT)) - 1);
}

bool CodeView::isInMarkMargin(const QPoint &position) const
{
    return position.x() < send(SCI_GETMARGINWIDTHN, MarkPlace);
}

bool CodeView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QsciScintilla::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString tip =
        isInMarkMargin(help->pos()) ? m_lineMarks->tipAt(lineAtY(help->pos().y())) : QString();
    if (tip.isEmpty())
        return QsciScintilla::viewportEvent(event);
    QToolTip::showText(help->globalPos(), tip.toHtmlEscaped(), viewport());
    return true;
}

void CodeView::handleDwell(int position, int x, int y)
{
    if (!m_isHovering || position < 0 || !viewport()->underMouse())
        return;
    const int line = lineAt(position);
    const QByteArray text = textBytes({ lineStart(line), lineEnd(line) });
    const QString expression = hoverExpression(text, position - lineStart(line));
    if (!expression.isEmpty())
        Q_EMIT hoverRequested(expression, viewport()->mapToGlobal(QPoint(x, y)));
}

} // namespace looptide::editor
