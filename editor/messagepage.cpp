// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/messagepage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace looptide::editor {

MessagePage::MessagePage(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_buttons(new QHBoxLayout)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setFocusPolicy(Qt::StrongFocus);
    QFont titleFont = font();
    titleFont.setPointSizeF(titleFont.pointSizeF() * 1.35);
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : { m_title, m_text }) {
        label->setAlignment(Qt::AlignHCenter);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    constexpr int MaxTextWidth = 520;
    m_text->setMaximumWidth(MaxTextWidth);
    m_text->setMinimumWidth(200);

    auto *column = new QVBoxLayout;
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_title);
    auto *textRow = new QHBoxLayout;
    textRow->addStretch(1);
    textRow->addWidget(m_text, 8);
    textRow->addStretch(1);
    column->addLayout(textRow);
    m_buttons->setAlignment(Qt::AlignHCenter);
    column->addLayout(m_buttons);
    column->addStretch(3);
    setLayout(column);
}

void MessagePage::showMessage(const QString &title, const QString &text,
                              const QList<NoticeAction> &actions)
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
    for (const NoticeAction &action : actions) {
        auto *button = new QPushButton(action.text, this);
        // The action may replace this page.
        connect(button, &QPushButton::clicked, this, action.run, Qt::QueuedConnection);
        m_buttons->addWidget(button);
    }
}

QString MessagePage::title() const
{
    return m_title->text();
}

QString MessagePage::text() const
{
    return m_text->text();
}

} // namespace looptide::editor
