// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/messagebar.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QAccessible>
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
    : QFrame(parent), m_sign(new QLabel(this)), m_text(new QLabel(this)),
      m_content(new QBoxLayout(QBoxLayout::LeftToRight)), m_buttons(new QWidget(this))
{
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins({});
    m_content->setSpacing(8);
    m_content->addWidget(m_text, 1);
    m_content->addWidget(m_buttons, 0, Qt::AlignTop | Qt::AlignLeft);
    auto *close = new QToolButton(this);
    close->setIcon(panels::icon(QStringLiteral("x")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Hide this message"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(10);
    layout->addWidget(m_sign, 0, Qt::AlignTop);
    layout->addLayout(m_content, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    setAccessibleName(tr("Message"));
    hide();
}

void MessageBar::setKind(Kind kind)
{
    const QIcon sign = kind == Kind::Warning
        ? panels::icon(QStringLiteral("triangle-alert"), &warningColor)
        : panels::icon(QStringLiteral("circle-check"));
    m_sign->setPixmap(sign.pixmap(QSize(18, 18), devicePixelRatioF()));
}

void MessageBar::showMessage(const QString &text, const QList<Offer> &offers, Kind kind)
{
    setKind(kind);
    m_whole = text;
    m_text->setText(models::shortenedText(text));
    m_text->setToolTip(
        m_text->text() == text ? QString() : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()));
    setOffers(offers);
    arrange();
    setVisible(!text.isEmpty());
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

// The sender may be one of these buttons, so they are deleted later.
void MessageBar::setOffers(const QList<Offer> &offers)
{
    const auto old = m_buttons->findChildren<QPushButton *>(Qt::FindDirectChildrenOnly);
    for (QPushButton *button : old) {
        button->setObjectName({});
        button->hide();
        m_buttons->layout()->removeWidget(button);
        button->deleteLater();
    }
    for (const Offer &offer : offers) {
        auto *button = new QPushButton(offer.text, m_buttons);
        button->setObjectName(QStringLiteral("messageAction"));
        connect(button, &QPushButton::clicked, this, [this, offer] {
            if (!offer.keepsMessage)
                hide();
            offer.act();
        });
        m_buttons->layout()->addWidget(button);
    }
    m_buttons->setVisible(!offers.isEmpty());
}

// Beside the buttons, the text must have enough room for one or two lines.
void MessageBar::arrange()
{
    const int wanted = m_text->fontMetrics().averageCharWidth() * 60;
    const int room = width() - m_buttons->sizeHint().width();
    m_content->setDirection(room < wanted ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_whole;
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
