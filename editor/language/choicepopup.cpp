// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/choicepopup.h"

#include <QApplication>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QScreen>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace looptide::editor {

namespace {

constexpr int DetailRole = Qt::UserRole;
constexpr int DepthRole = Qt::UserRole + 1;
constexpr int IndexRole = Qt::UserRole + 2;
constexpr int VisibleRows = 14;
constexpr int Margin = 8;
constexpr int Indent = 16;

class ChoiceDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return { size.width(), option.fontMetrics.height() + 10 };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QString text = std::exchange(row.text, {});
        const QWidget *widget = option.widget;
        widget->style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, widget);
        const bool isSelected = option.state & QStyle::State_Selected;
        QRect rect =
            option.rect.adjusted(Margin + Indent * index.data(DepthRole).toInt(), 0, -Margin, 0);
        painter->save();
        painter->setPen(
            option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
        const int width = qMin(rect.width(), option.fontMetrics.horizontalAdvance(text));
        painter->drawText(rect, Qt::AlignVCenter,
                          option.fontMetrics.elidedText(text, Qt::ElideRight, rect.width()));
        rect.setLeft(rect.left() + width + 2 * Margin);
        painter->setPen(option.palette.color(isSelected ? QPalette::HighlightedText
                                                        : QPalette::PlaceholderText));
        if (rect.width() > 3 * Margin)
            painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight,
                              option.fontMetrics.elidedText(index.data(DetailRole).toString(),
                                                            Qt::ElideMiddle, rect.width()));
        painter->restore();
    }
};

// The letters in their order, not necessarily side by side.
bool fits(const QString &text, const QString &typed)
{
    qsizetype at = 0;
    for (const QChar c : typed) {
        if (c.isSpace())
            continue;
        at = text.indexOf(c, at, Qt::CaseInsensitive);
        if (at < 0)
            return false;
        ++at;
    }
    return true;
}

} // namespace

ChoicePopup::ChoicePopup(QWidget *window)
    : QFrame(window, Qt::Popup), m_window(window), m_field(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new ChoiceDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_field->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &ChoicePopup::refresh);
    connect(m_list, &QListWidget::itemClicked, this, &ChoicePopup::chooseCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, &ChoicePopup::previewCurrent);
}

void ChoicePopup::open(const QString &title, const QList<Choice> &choices, int current,
                       std::optional<QPoint> at)
{
    m_choices = choices;
    m_isChosen = false;
    {
        const QSignalBlocker blocker(m_field);
        m_field->clear();
    }
    m_field->setPlaceholderText(title);
    m_field->setAccessibleName(title);
    m_list->setAccessibleName(title);
    refresh();
    place(at);
    show();
    m_list->setCurrentRow(qBound(0, current, m_list->count() - 1));
    m_list->scrollToItem(m_list->currentItem(), QAbstractItemView::PositionAtCenter);
    m_field->setFocus();
}

void ChoicePopup::place(std::optional<QPoint> at)
{
    const int row = qMax(20, m_list->sizeHintForRow(0));
    const int rows = qBound(1, m_list->count(), VisibleRows);
    const int height = 4 * Margin + m_field->sizeHint().height() + row * rows;
    if (!at) {
        const int width = qMin(680, m_window->width() - 40);
        resize(width, qMin(height, m_window->height() - 120));
        move(m_window->mapToGlobal(QPoint((m_window->width() - width) / 2, 72)));
        return;
    }
    const QScreen *screen = QGuiApplication::screenAt(*at);
    const QRect free = (screen ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    resize(qBound(280, m_list->sizeHintForColumn(0) + 6 * Margin, 520), height);
    move(qBound(free.left(), at->x(), qMax(free.left(), free.right() - width())),
         qMax(free.top(), qMin(at->y(), free.bottom() - height)));
}

void ChoicePopup::refresh()
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const QString typed = m_field->text().trimmed();
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        const Choice &choice = m_choices[i];
        if (!fits(choice.text + u' ' + choice.detail, typed))
            continue;
        auto *row = new QListWidgetItem(choice.text, m_list);
        row->setData(DetailRole, choice.detail);
        row->setData(DepthRole, typed.isEmpty() ? choice.depth : 0);
        row->setData(IndexRole, int(i));
        row->setData(Qt::AccessibleDescriptionRole, choice.detail);
    }
    m_list->setCurrentRow(0);
}

QStringList ChoicePopup::shownTexts() const
{
    QStringList texts;
    for (int row = 0; row < m_list->count(); ++row)
        texts.append(m_list->item(row)->text());
    return texts;
}

void ChoicePopup::previewCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !isVisible())
        return;
    if (const auto preview = m_choices.at(item->data(IndexRole).toInt()).preview)
        preview();
}

void ChoicePopup::chooseCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const auto choose = m_choices.at(item->data(IndexRole).toInt()).choose;
    m_isChosen = true;
    hide();
    choose();
}

void ChoicePopup::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (!m_isChosen)
        Q_EMIT cancelled();
}

bool ChoicePopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return QApplication::sendEvent(m_list, event);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        chooseCurrent();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

} // namespace looptide::editor
