// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/completionpopup.h"

#include "editor/language/infopopup.h"

#include <QGuiApplication>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QVBoxLayout>

namespace looptide::editor {

namespace {

constexpr int VisibleRows = 10;
constexpr int MinWidth = 300;
constexpr int MaxWidth = 560;
constexpr int Pad = 6;

// Families of kinds share a colour: callables, values, types, everything else.
QColor kindColor(int kind, bool isDark)
{
    switch (kind) {
    case 2:
    case 3:
    case 4:
        return isDark ? QColor(0xd2, 0xa8, 0xff) : QColor(0x82, 0x50, 0xdf);
    case 5:
    case 6:
    case 10:
    case 12:
    case 20:
    case 21:
        return isDark ? QColor(0x79, 0xc0, 0xff) : QColor(0x05, 0x50, 0xae);
    case 7:
    case 8:
    case 13:
    case 22:
    case 25:
        return isDark ? QColor(0xff, 0xa6, 0x57) : QColor(0x95, 0x38, 0x00);
    default:
        return isDark ? QColor(0x8b, 0x94, 0x9e) : QColor(0x6e, 0x77, 0x81);
    }
}

class CompletionDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return { MinWidth, option.fontMetrics.height() + 6 };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const bool isSelected = option.state & QStyle::State_Selected;
        const bool isDark = option.palette.color(QPalette::Base).lightness() < 128;
        painter->save();
        if (isSelected)
            painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
        const QColor text =
            option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
        const int side = option.rect.height();
        const QRect sign(option.rect.left() + Pad, option.rect.top(), side, side);
        painter->setFont(option.font);
        painter->setPen(
            isSelected ? text : kindColor(index.data(CompletionModel::KindRole).toInt(), isDark));
        painter->drawText(sign, Qt::AlignCenter,
                          CompletionModel::kindSign(index.data(CompletionModel::KindRole).toInt()));
        QRect rest = option.rect.adjusted(Pad + side + Pad, 0, -Pad, 0);
        rest.setLeft(rest.left() + paintLabel(painter, option, index, rest, text) + 2 * Pad);
        painter->setPen(isSelected ? text : option.palette.color(QPalette::PlaceholderText));
        if (rest.width() > 4 * Pad)
            painter->drawText(
                rest, Qt::AlignVCenter | Qt::AlignRight,
                option.fontMetrics.elidedText(index.data(CompletionModel::DetailRole).toString(),
                                              Qt::ElideMiddle, rest.width()));
        painter->restore();
    }

private:
    // The letters that were typed are bold.
    static int paintLabel(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index, const QRect &rect, const QColor &color)
    {
        const QString label =
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width());
        QFont font = option.font;
        font.setStrikeOut(index.data(CompletionModel::DeprecatedRole).toBool());
        QTextLayout layout(label, font);
        QList<QTextLayout::FormatRange> formats;
        const auto matches = index.data(CompletionModel::MatchesRole).value<QList<int>>();
        for (int at : matches) {
            QTextLayout::FormatRange range { at, 1, {} };
            range.format.setFontWeight(QFont::Bold);
            formats.append(range);
        }
        layout.setFormats(formats);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLineWidth(rect.width());
        layout.endLayout();
        painter->setPen(color);
        layout.draw(painter,
                    QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2));
        return int(line.naturalTextWidth());
    }
};

} // namespace

CompletionPopup::CompletionPopup(QWidget *parent)
    : QFrame(parent, Qt::ToolTip | Qt::FramelessWindowHint | Qt::WindowDoesNotAcceptFocus),
      m_model(new CompletionModel(this)), m_list(new QListView(this)), m_info(new InfoPopup(parent))
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFrameShape(QFrame::StyledPanel);
    m_info->setMaximumSizes({ 460, 300 });
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CompletionDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Completions"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_list);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        selectRow(index.row());
        Q_EMIT accepted();
    });
}

void CompletionPopup::setCodeFont(const QFont &font)
{
    m_list->setFont(font);
}

void CompletionPopup::fit()
{
    const int rows = qBound(1, m_model->rowCount(), VisibleRows);
    int width = MinWidth;
    const QFontMetrics metrics(m_list->font());
    for (int row = 0; row < qMin(m_model->rowCount(), 60); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        width = qMax(width,
                     metrics.horizontalAdvance(index.data().toString()
                                               + index.data(CompletionModel::DetailRole).toString())
                         + 9 * Pad + metrics.height());
    }
    resize(qMin(width, MaxWidth), rows * (metrics.height() + 6) + 4);
}

void CompletionPopup::showAt(const QRect &word)
{
    m_word = word;
    fit();
    const QScreen *screen = QGuiApplication::screenAt(word.center());
    const QRect free = (screen ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    const int below = word.bottom() + 3;
    const int top = below + height() <= free.bottom() ? below : word.top() - height() - 3;
    // The words of the list stand below the one in the text.
    const int left = word.left() - 3 * Pad - QFontMetrics(m_list->font()).height();
    move(qBound(free.left(), left, qMax(free.left(), free.right() - width())), top);
    selectRow(0);
    show();
    raise();
}

int CompletionPopup::currentRow() const
{
    return m_list->currentIndex().row();
}

void CompletionPopup::selectRow(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    m_list->setCurrentIndex(m_model->index(row, 0));
    m_info->hide();
    Q_EMIT currentChanged();
}

void CompletionPopup::moveBy(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = currentRow() + rows;
    // One step over an end goes to the other end; a page stops there.
    selectRow(qAbs(rows) == 1 ? (row + count) % count : qBound(0, row, count - 1));
}

void CompletionPopup::showDescription(const QString &markdown)
{
    m_info->setMarkdown(markdown);
    if (markdown.isEmpty() || !isVisible())
        m_info->hide();
    else
        m_info->showBeside(geometry());
}

QString CompletionPopup::description() const
{
    return m_info->plainText();
}

void CompletionPopup::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_info->hide();
}

} // namespace looptide::editor
