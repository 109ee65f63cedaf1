// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/diffpane.h"

#include "panels/common/theme.h"

#include <QFontDatabase>
#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace looptide::panels {

using models::DiffRow;
using models::Theme;
using Kind = DiffRow::Kind;

namespace {

constexpr int gap = 6;
constexpr double fillStrength = 0.16;
constexpr double headerStrength = 0.08;

QString markOf(Kind kind)
{
    return kind == Kind::Added  ? QStringLiteral("+")
        : kind == Kind::Removed ? QStringLiteral("−")
                                : QString();
}

} // namespace

class DiffPane::Margin : public QWidget
{
public:
    explicit Margin(DiffPane *pane) : QWidget(pane), m_pane(pane) { }

protected:
    void paintEvent(QPaintEvent *event) override { m_pane->paintMargin(event); }

private:
    DiffPane *m_pane;
};

DiffPane::DiffPane(Numbers numbers, QWidget *parent)
    : QPlainTextEdit(parent), m_numbers(numbers), m_margin(new Margin(this))
{
    setReadOnly(true);
    setLineWrapMode(NoWrap);
    setFrameShape(NoFrame);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabStopDistance(fontMetrics().horizontalAdvance(QStringLiteral("    ")));
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        dy != 0 ? m_margin->scroll(0, dy)
                : m_margin->update(0, rect.y(), m_margin->width(), rect.height());
    });
    updateMargin();
}

void DiffPane::setRows(const QList<DiffRow> &rows)
{
    m_rows = rows;
    QString text;
    int last = 0;
    for (const DiffRow &row : rows) {
        text += row.text + u'\n';
        last = std::max({ last, row.oldLine, row.newLine });
    }
    text.chop(1);
    m_digits = qMax(3, int(QString::number(last).size()));
    setPlainText(text);
    updateMargin();
}

int DiffPane::currentRow() const
{
    return textCursor().blockNumber();
}

void DiffPane::goToRow(int row)
{
    QTextCursor cursor(document()->findBlockByNumber(row));
    setTextCursor(cursor);
    centerCursor();
}

QColor DiffPane::backgroundOf(const DiffRow &row) const
{
    const Theme theme(palette());
    switch (row.kind) {
    case Kind::Added:
        return Theme::mix(theme.base(), theme.good(), fillStrength);
    case Kind::Removed:
        return Theme::mix(theme.base(), theme.error(), fillStrength);
    case Kind::File:
        return Theme::mix(theme.base(), theme.accent(), fillStrength);
    case Kind::Hunk:
    case Kind::Filler:
        return Theme::mix(theme.base(), theme.mutedText(), headerStrength);
    default:
        return {};
    }
}

// Only what is on the screen has colours, so a long diff costs no more than a short one.
void DiffPane::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        QTextBlock block = firstVisibleBlock();
        for (; block.isValid(); block = block.next()) {
            const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
            if (box.top() > event->rect().bottom())
                break;
            const int row = block.blockNumber();
            const QColor color = row < m_rows.size() ? backgroundOf(m_rows.at(row)) : QColor();
            if (color.isValid())
                painter.fillRect(QRectF(0, box.top(), viewport()->width(), box.height()), color);
        }
    }
    QPlainTextEdit::paintEvent(event);
}

void DiffPane::paintMargin(QPaintEvent *event)
{
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.setFont(font());
    const Theme theme(palette());
    const int digitsWidth = fontMetrics().horizontalAdvance(u'0') * m_digits;
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        const int row = block.blockNumber();
        if (box.top() > event->rect().bottom() || row >= m_rows.size())
            break;
        const DiffRow &shown = m_rows.at(row);
        if (const QColor color = backgroundOf(shown); color.isValid())
            painter.fillRect(QRectF(0, box.top(), m_margin->width(), box.height()), color);
        painter.setPen(theme.mutedText());
        int x = gap;
        const auto number = [&](int line) {
            if (line > 0)
                painter.drawText(QRectF(x, box.top(), digitsWidth, box.height()),
                                 Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
            x += digitsWidth + gap;
        };
        if (m_numbers != Numbers::New)
            number(shown.oldLine);
        if (m_numbers != Numbers::Old)
            number(shown.newLine);
        painter.setPen(theme.text());
        painter.drawText(QRectF(x, box.top(), m_margin->width() - x, box.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, markOf(shown.kind));
    }
}

int DiffPane::marginWidth() const
{
    const int columns = m_numbers == Numbers::Both ? 2 : 1;
    const int digit = fontMetrics().horizontalAdvance(u'0');
    return gap + columns * (digit * m_digits + gap) + digit + gap;
}

void DiffPane::updateMargin()
{
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_margin->setGeometry(area.left(), area.top(), marginWidth(), area.height());
    m_margin->update();
}

void DiffPane::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    updateMargin();
}

void DiffPane::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        updateMargin();
}

} // namespace looptide::panels
