// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/messagebar.h"

#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace looptide::app {

namespace {

QColor warningColor()
{
    return models::Theme(QGuiApplication::palette()).warning();
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_text(new QLabel(this)), m_action(new QPushButton(this))
{
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        m_act();
    });
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *sign = new QLabel(this);
    sign->setPixmap(panels::icon(QStringLiteral("triangle-alert"), &warningColor)
                        .pixmap(QSize(18, 18), devicePixelRatioF()));
    auto *close = new QToolButton(this);
    close->setIcon(panels::icon(QStringLiteral("x")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Hide this message"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(10);
    layout->addWidget(sign, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    layout->addWidget(close, 0, Qt::AlignTop);
    setAccessibleName(tr("Message"));
    hide();
}

void MessageBar::showMessage(const QString &text)
{
    m_text->setText(text);
    m_action->hide();
    setVisible(!text.isEmpty());
}

void MessageBar::showOffer(const QString &text, const QString &actionText,
                           const std::function<void()> &action)
{
    showMessage(text);
    m_action->setText(actionText);
    m_act = action;
    m_action->show();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const QColor background =
        models::Theme::mix(palette().color(QPalette::Base), warningColor(), 0.12);
    QPainter painter(this);
    painter.fillRect(rect(), background);
    painter.fillRect(QRect(0, height() - 1, width(), 1), palette().color(QPalette::Mid));
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

} // namespace looptide::app
