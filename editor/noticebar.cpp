// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/noticebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace looptide::editor {

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent), m_label(new QLabel(this)), m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("editor.notice"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    auto *closeButton = new QToolButton(this);
    closeButton->setText(QStringLiteral("\u2715"));
    closeButton->setAutoRaise(true);
    closeButton->setToolTip(tr("Dismiss"));
    closeButton->setAccessibleName(tr("Dismiss"));
    connect(closeButton, &QToolButton::clicked, this, &QWidget::hide);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 6, 6);
    layout->setSpacing(8);
    layout->addWidget(m_label, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(closeButton);
    hide();
}

void NoticeBar::showNotice(const QString &text, const QList<NoticeAction> &actions)
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_label->setText(text);
    setAccessibleName(text);
    for (const NoticeAction &action : actions) {
        auto *button = new QPushButton(action.text, this);
        connect(button, &QPushButton::clicked, this, [this, run = action.run] {
            hide();
            run();
        });
        m_buttons->addWidget(button);
    }
    show();
}

QString NoticeBar::text() const
{
    return isHidden() ? QString() : m_label->text();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool isDark = palette().color(QPalette::Window).lightness() < 128;
    painter.fillRect(rect(), isDark ? QColor(0x3a, 0x31, 0x1a) : QColor(0xff, 0xf6, 0xdc));
    const QColor edge = isDark ? QColor(0xd2, 0x9a, 0x22) : QColor(0xd4, 0xa7, 0x2c);
    painter.fillRect(0, 0, 3, height(), edge);
}

} // namespace looptide::editor
