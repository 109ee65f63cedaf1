// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/picker.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace looptide::app {

namespace {

constexpr int detailRole = Qt::UserRole;
constexpr int rowHeight = 30;
constexpr int visibleRows = 12;

class ItemDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return { QStyledItemDelegate::sizeHint(option, index).width(), rowHeight };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const QString detail = index.data(detailRole).toString();
        const int detailWidth =
            qMin(option.fontMetrics.horizontalAdvance(detail) + 4, option.rect.width() / 2);
        QStyledItemDelegate::paint(painter, option, index);
        const QRect rect = option.rect.adjusted(option.rect.width() - detailWidth - 12, 0, -10, 0);
        painter->save();
        painter->setPen(option.palette.color(option.state & QStyle::State_Selected
                                                 ? QPalette::HighlightedText
                                                 : QPalette::PlaceholderText));
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight,
                          option.fontMetrics.elidedText(detail, Qt::ElideMiddle, detailWidth));
        painter->restore();
    }
};

} // namespace

Picker::Picker(QWidget *window)
    : QFrame(window, Qt::Popup), m_window(window), m_field(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new ItemDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setIconSize(QSize(16, 16));
    m_field->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &Picker::refresh);
    connect(m_list, &QListWidget::itemClicked, this, &Picker::pickCurrent);
}

void Picker::open(const QString &placeholder, Source source)
{
    m_source = std::move(source);
    m_field->clear();
    m_field->setPlaceholderText(placeholder);
    m_field->setAccessibleName(placeholder);
    refresh();
    place();
    show();
    m_field->setFocus();
}

void Picker::place()
{
    const int width = qMin(640, m_window->width() - 40);
    const int height = 8 * 3 + m_field->sizeHint().height() + rowHeight * visibleRows;
    resize(width, qMin(height, m_window->height() - 120));
    move(m_window->mapToGlobal(QPoint((m_window->width() - width) / 2, 72)));
}

void Picker::refresh()
{
    m_items = m_source ? m_source(m_field->text().trimmed()) : QList<PickerItem>();
    m_list->clear();
    for (const PickerItem &item : std::as_const(m_items)) {
        auto *row = new QListWidgetItem(item.icon, item.text, m_list);
        row->setData(detailRole, item.detail);
    }
    m_list->setCurrentRow(0);
}

void Picker::pickCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_items.size())
        return;
    const auto pick = m_items.at(row).pick;
    hide();
    pick();
}

bool Picker::eventFilter(QObject *watched, QEvent *event)
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
        pickCurrent();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

} // namespace looptide::app
