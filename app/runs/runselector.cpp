// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runselector.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QPainter>

#include <optional>

namespace looptide::app {

namespace {

constexpr int longestTitle = 150; // pixels, in the tool bar
constexpr int longestEntry = 320; // pixels, in the menu
constexpr int longestDetail = 320;
constexpr int padding = 7;
constexpr int chevron = 14;

QString menuText(const QString &text)
{
    return models::visibleText(text).replace(u'&', QStringLiteral("&&"));
}

} // namespace

RunSelector::RunSelector(RunLauncher *launcher, QWidget *parent)
    : QToolButton(parent), m_launcher(launcher), m_menu(new QMenu(tr("&Choose What to Run"), this))
{
    setObjectName(QStringLiteral("runSelector"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    setIconSize(QSize(16, 16));
    setMenu(m_menu);
    m_menu->setToolTipsVisible(true);
    m_menu->menuAction()->setStatusTip(tr("Choose what Run starts"));
    connect(m_menu, &QMenu::aboutToShow, this, &RunSelector::fill);
    connect(m_launcher, &RunLauncher::changed, this, &RunSelector::refresh);
    refresh();
}

QSize RunSelector::sizeHint() const
{
    // The size is the same for every choice, so that the widgets beside it do not move.
    return { longestTitle + iconSize().width() + 3 * padding + chevron + padding,
             QToolButton::sizeHint().height() };
}

// Paints like a combo box. The style puts the arrow of a tool button with a menu into a corner.
void RunSelector::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const models::Theme theme(palette());
    const bool isActive = underMouse() || isDown() || hasFocus();
    painter.setPen(isActive ? theme.mutedText() : theme.grid());
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 2.5, -0.5, -2.5), 4, 4);
    const int middle = height() / 2;
    icon().paint(
        &painter,
        QRect(padding, middle - iconSize().height() / 2, iconSize().width(), iconSize().height()));
    painter.setPen(palette().color(QPalette::ButtonText));
    const QRect textRect =
        rect().adjusted(2 * padding + iconSize().width(), 0, -chevron - padding, 0);
    painter.drawText(textRect, Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_title, Qt::ElideRight, textRect.width()));
    panels::icon(QStringLiteral("chevron-down"))
        .paint(&painter,
               QRect(width() - chevron - padding / 2, middle - chevron / 2, chevron, chevron));
}

void RunSelector::refresh()
{
    const RunEntry chosen = m_launcher->chosen();
    setIcon(panels::icon(chosen.icon));
    m_title = models::visibleText(chosen.title);
    update();
    setToolTip(tr("What Run starts: %1").arg(m_title.toHtmlEscaped()));
    setAccessibleName(tr("What Run starts: %1").arg(m_title));
}

void RunSelector::addSection(RunEntry::Section section)
{
    switch (section) {
    case RunEntry::Section::Files:
        m_menu->addSection(tr("Files"));
        break;
    case RunEntry::Section::Scripts:
        m_menu->addSection(tr("Scripts of package.json"));
        break;
    case RunEntry::Section::Workspaces:
        m_menu->addSection(tr("Workspaces"));
        break;
    case RunEntry::Section::Configurations:
    case RunEntry::Section::CurrentFile:
        m_menu->addSeparator();
    }
}

void RunSelector::fill()
{
    m_menu->clear();
    // The old action groups, with their actions.
    qDeleteAll(m_menu->findChildren<QActionGroup *>(Qt::FindDirectChildrenOnly));
    auto *group = new QActionGroup(m_menu);
    const project::RunChoice chosen = m_launcher->chosen().choice;
    std::optional<RunEntry::Section> section;
    const QList<RunEntry> all = m_launcher->entries();
    for (const RunEntry &entry : all) {
        if (section && *section != entry.section)
            addSection(entry.section);
        section = entry.section;
        const bool isChosen = entry.choice == chosen;
        QString text =
            menuText(fontMetrics().elidedText(entry.title, Qt::ElideMiddle, longestEntry));
        if (!entry.detail.isEmpty())
            text += u'\t'
                + menuText(fontMetrics().elidedText(entry.detail, Qt::ElideMiddle, longestDetail));
        QAction *action = m_menu->addAction(panels::icon(entry.icon), text);
        action->setCheckable(true);
        action->setChecked(isChosen);
        QFont font = m_menu->font();
        font.setWeight(isChosen ? QFont::Bold : QFont::Normal);
        action->setFont(font);
        group->addAction(action);
        connect(action, &QAction::triggered, m_launcher,
                [this, choice = entry.choice] { m_launcher->choose(choice); });
    }
    m_menu->addSeparator();
    QAction *edit =
        m_menu->addAction(panels::icon(QStringLiteral("settings")), tr("&Edit Configurations…"));
    connect(edit, &QAction::triggered, this, &RunSelector::editRequested);
}

} // namespace looptide::app
