// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/emptystate.h"

#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace looptide::panels {

namespace {

constexpr int pictureSize = 40;
constexpr int widestText = 420;
constexpr int buttonGap = 2; // more than between texts

} // namespace

EmptyState::EmptyState(const QString &icon, QWidget *parent)
    : QWidget(parent), m_icon(icon), m_picture(new QLabel(this)), m_title(new QLabel(this)),
      m_explanation(new QLabel(this)), m_button(new QPushButton(this)),
      m_otherButton(new QPushButton(this))
{
    for (QLabel *label : { m_title, m_explanation }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setMaximumWidth(widestText);
    }
    m_explanation->setForegroundRole(QPalette::WindowText); // the muted one, on any surface
    m_picture->setAlignment(Qt::AlignCenter);
    QFont titleFont = m_title->font();
    titleFont.setPointSizeF(titleFont.pointSizeF() * 1.2);
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    m_button->hide();
    m_otherButton->hide();
    setFocusProxy(m_button);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionRequested);
    connect(m_otherButton, &QPushButton::clicked, this, &EmptyState::otherActionRequested);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 4, 24, 4);
    layout->addStretch();
    layout->addWidget(m_picture);
    for (QLabel *label : { m_title, m_explanation }) {
        auto *row = new QHBoxLayout;
        row->addStretch();
        row->addWidget(label, 100);
        row->addStretch();
        layout->addLayout(row);
    }
    layout->addSpacing(buttonGap);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addWidget(m_otherButton, 0, Qt::AlignHCenter);
    layout->addStretch();
    applyTheme();
}

void EmptyState::setText(const QString &title, const QString &explanation)
{
    m_title->setText(title);
    m_explanation->setText(explanation);
    dropWhatDoesNotFit();
}

void EmptyState::setAction(const QString &text, const QString &iconName)
{
    setButton(m_button, text, iconName);
}

void EmptyState::setOtherAction(const QString &text, const QString &iconName)
{
    setButton(m_otherButton, text, iconName);
}

void EmptyState::setButton(QPushButton *button, const QString &text, const QString &iconName)
{
    button->setVisible(!text.isEmpty());
    button->setText(text);
    button->setIcon(icon(iconName));
    dropWhatDoesNotFit();
}

QString EmptyState::title() const
{
    return m_title->text();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    dropWhatDoesNotFit();
}

// In a low panel the picture goes first, then the explanation, and last the title: a button says
// what it does.
void EmptyState::dropWhatDoesNotFit()
{
    const QMargins margins = layout()->contentsMargins();
    const int textWidth = qMin(widestText, width() - margins.left() - margins.right());
    const bool hasButton = !m_button->isHidden();
    int room = height() - margins.top() - margins.bottom() - (hasButton ? heightOfButtons() : 0);
    const auto showIfRoomFor = [&](QLabel *label, int labelHeight) {
        room -= labelHeight + layout()->spacing();
        label->setVisible(room >= 0);
    };
    showIfRoomFor(m_title, m_title->heightForWidth(textWidth));
    if (!hasButton)
        m_title->show();
    showIfRoomFor(m_explanation, m_explanation->heightForWidth(textWidth));
    showIfRoomFor(m_picture, pictureSize);
}

// The first one's place is kept while there is none, for panels whose least size must not change.
int EmptyState::heightOfButtons() const
{
    return m_button->sizeHint().height() + buttonGap
        + (m_otherButton->isHidden() ? 0
                                     : m_otherButton->sizeHint().height() + layout()->spacing());
}

int EmptyState::leastHeight() const
{
    const QMargins margins = layout()->contentsMargins();
    return margins.top() + margins.bottom()
        + std::max(heightOfButtons(),
                   2 * (m_title->heightForWidth(QWIDGETSIZE_MAX) + 1)); // two lines
}

QSize EmptyState::minimumSizeHint() const
{
    return { QWidget::minimumSizeHint().width(), leastHeight() };
}

void EmptyState::applyTheme()
{
    const models::Theme theme(palette());
    m_picture->setPixmap(icon(m_icon, theme.mutedText())
                             .pixmap(QSize(pictureSize, pictureSize), devicePixelRatio()));
    QPalette muted = m_explanation->palette();
    muted.setColor(QPalette::WindowText, theme.mutedText());
    m_explanation->setPalette(muted);
}

} // namespace looptide::panels
