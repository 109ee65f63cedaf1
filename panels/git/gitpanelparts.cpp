// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the Git panel: its rows, its actions and what connects them.
#include "panels/common/emptystate.h"
#include "panels/common/icons.h"
#include "panels/git/branchmenu.h"
#include "panels/git/changesview.h"
#include "panels/git/commitform.h"
#include "panels/git/diffcontroller.h"
#include "panels/git/gitpanel.h"
#include "panels/git/historydelegate.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace looptide::panels {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOffers = 2;

} // namespace

QWidget *GitPanel::makeContent()
{
    auto *content = new QWidget;
    auto *changesPage = new QWidget;
    auto *changes = new QVBoxLayout(changesPage);
    changes->setContentsMargins({});
    changes->setSpacing(0);
    m_clean = new QLabel(tr("Nothing has changed since the last commit."));
    m_clean->setTextFormat(Qt::PlainText);
    m_clean->setWordWrap(true);
    m_clean->setAlignment(Qt::AlignCenter);
    m_clean->setForegroundRole(QPalette::PlaceholderText);
    changes->addWidget(m_clean, 1);
    changes->addWidget(m_changes, 1);
    changes->addWidget(m_form);
    m_tabPages = new QStackedWidget;
    m_tabPages->addWidget(changesPage);
    m_tabPages->addWidget(makeHistory());
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    rows->addWidget(makeBar());
    rows->addWidget(makeNotice());
    rows->addWidget(makeTabs());
    rows->addWidget(m_tabPages, 1);
    return content;
}

QToolButton *GitPanel::addTool(QHBoxLayout *row, QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setAccessibleName(action->iconText());
    button->setVisible(action->isVisible());
    connect(action, &QAction::visibleChanged, button,
            [button, action] { button->setVisible(action->isVisible()); });
    row->addWidget(button);
    return button;
}

QWidget *GitPanel::makeBar()
{
    m_bar = new QWidget;
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(4, 2, 4, 2);
    row->setSpacing(0);
    m_branch = new QToolButton;
    m_branch->setObjectName(u"git.branch"_s);
    m_branch->setAutoRaise(true);
    m_branch->setIcon(icon(u"git-branch"_s));
    m_branch->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_branch->setPopupMode(QToolButton::InstantPopup);
    m_branch->setMenu(m_branches);
    m_branch->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    row->addWidget(m_branch, 1);
    for (QAction *action : { m_cancel, m_pull, m_push, m_refresh })
        addTool(row, action);
    auto *more = new QToolButton;
    more->setIcon(icon(u"ellipsis"_s));
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setToolTip(tr("More commands"));
    more->setAccessibleName(more->toolTip());
    more->setMenu(m_more);
    row->addWidget(more);
    return m_bar;
}

QWidget *GitPanel::makeNotice()
{
    m_noticeBox = new QWidget;
    m_noticeText = new QLabel;
    m_noticeText->setObjectName(u"git.notice"_s);
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setWordWrap(true);
    m_noticeText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *rows = new QVBoxLayout(m_noticeBox);
    rows->setContentsMargins(8, 4, 8, 4);
    rows->setSpacing(2);
    rows->addWidget(m_noticeText);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    for (int i = 0; i < mostOffers; ++i) {
        auto *button = new QToolButton;
        button->setObjectName(u"git.offer%1"_s.arg(i));
        connect(button, &QToolButton::clicked, this, [this, i] {
            const GitNotice notice = m_notice.text.isEmpty() ? standingNotice() : m_notice;
            if (i < notice.offers.size())
                notice.offers.at(i).run();
        });
        m_offers.append(button);
        row->addWidget(button);
    }
    row->addStretch();
    rows->addLayout(row);
    return m_noticeBox;
}

QWidget *GitPanel::makeTabs()
{
    m_tabRow = new QWidget;
    m_tabs = new QTabBar;
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setElideMode(Qt::ElideRight);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Changes"));
    m_tabs->addTab(tr("History"));
    m_tabs->setAccessibleName(tr("Changes or history"));
    auto *row = new QHBoxLayout(m_tabRow);
    row->setContentsMargins(4, 0, 4, 0);
    row->setSpacing(0);
    row->addWidget(m_tabs, 1);
    for (QAction *action : m_changes->tools())
        m_changeTools.append(addTool(row, action));
    connect(m_tabs, &QTabBar::currentChanged, this, &GitPanel::setTab);
    return m_tabRow;
}

QWidget *GitPanel::makeHistory()
{
    m_history->setObjectName(u"git.history"_s);
    m_history->setAccessibleName(tr("Commits"));
    m_history->setModel(m_historyModel);
    m_history->setItemDelegate(new HistoryDelegate(m_history));
    m_history->setFrameShape(QFrame::NoFrame);
    m_history->setUniformItemSizes(true);
    m_history->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_history->setMinimumHeight(1); // rows scroll
    connect(m_history, &QListView::clicked, this, &GitPanel::showCommit);
    connect(m_history, &QListView::activated, this, &GitPanel::showCommit);
    m_historyTitle = new QWidget;
    m_historyPath = new QLabel;
    m_historyPath->setTextFormat(Qt::PlainText);
    m_historyPath->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *all = new QToolButton;
    all->setText(tr("Show All"));
    all->setToolTip(tr("Show the commits of all files"));
    connect(all, &QToolButton::clicked, this, [this] { showFileHistory({}); });
    auto *title = new QHBoxLayout(m_historyTitle);
    title->setContentsMargins(8, 0, 4, 0);
    title->addWidget(m_historyPath, 1);
    title->addWidget(all);
    m_historyTitle->hide();
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    rows->addWidget(m_historyTitle);
    rows->addWidget(m_history, 1);
    return page;
}

QAction *GitPanel::addAction(const QString &iconName, const QString &text, const QString &tip,
                             const char *name, const std::function<void()> &run)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, run);
    QWidget::addAction(action);
    return action;
}

void GitPanel::setupActions()
{
    m_refresh = addAction(u"refresh-cw"_s, tr("&Refresh"), tr("Ask Git again (Ctrl+R)"),
                          "git.refresh", [this] { m_repository->refresh(); });
    m_refresh->setShortcut(Qt::CTRL | Qt::Key_R);
    m_refresh->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_pull = addAction(u"download"_s, tr("Pu&ll"), tr("Get the new commits of the remote branch"),
                       "git.pull", [this] { m_commands->pull(); });
    m_push = addAction(u"upload"_s, tr("&Push"), tr("Send the commits to the remote branch"),
                       "git.push", [this] { m_commands->push(); });
    m_fetch = addAction({}, tr("&Fetch"), tr("Look for new commits on all remotes"), "git.fetch",
                        [this] { m_commands->fetch(); });
    m_stash =
        addAction({}, tr("&Stash All Changes"), tr("Put all changes aside; untracked files too"),
                  "git.stash", [this] { m_commands->stash(); });
    m_popStash =
        addAction({}, tr("&Take Back from Stash"), tr("Apply the changes that were put aside last"),
                  "git.popStash", [this] { m_commands->popStash(); });
    m_untrust =
        addAction(u"lock"_s, tr("Do &Not Trust This Repository"),
                  tr("Hooks, filters and other programs of the repository do not run"),
                  "git.untrust", [this] { Q_EMIT trustChosen(m_repository->topFolder(), false); });
    m_cancel = addAction(u"circle-stop"_s, tr("&Cancel"), tr("Cancel the running Git command"),
                         "git.cancel", [this] { m_commands->cancel(); });
    m_cancel->setVisible(false);
}

void GitPanel::setupMenu()
{
    m_more = new QMenu(this);
    m_more->setToolTipsVisible(true);
    m_more->addActions({ m_fetch, m_pull, m_push });
    m_more->addSeparator();
    m_more->addActions({ m_stash, m_popStash });
    m_more->addSeparator();
    m_more->addAction(m_untrust);
}

void GitPanel::connectChanges()
{
    using models::GitChange;
    connect(m_changes, &ChangesView::diffRequested, m_diffs, &DiffController::show);
    connect(m_changes, &ChangesView::fileRequested, this,
            [this](const GitChange &change) { openFile(change.path, 0); });
    connect(m_changes, &ChangesView::historyRequested, this,
            [this](const GitChange &change) { showFileHistory(change.path); });
    connect(m_changes, &ChangesView::stageRequested, m_commands, &GitCommands::stage);
    connect(m_changes, &ChangesView::unstageRequested, m_commands, &GitCommands::unstage);
    connect(m_changes, &ChangesView::discardRequested, m_commands, &GitCommands::discard);
    connect(m_changes, &ChangesView::sideRequested, m_commands, &GitCommands::takeSide);
    connect(m_diffs, &DiffController::shown, this, &GitPanel::diffShown);
    connect(m_diffView, &DiffView::fileRequested, this, &GitPanel::openFile);
    connect(m_diffView, &DiffView::stageHunkRequested, m_commands,
            [this](const QByteArray &patch) { m_commands->applyHunk(patch, true, false); });
    connect(m_diffView, &DiffView::unstageHunkRequested, m_commands,
            [this](const QByteArray &patch) { m_commands->applyHunk(patch, true, true); });
    connect(m_diffView, &DiffView::discardHunkRequested, m_commands,
            [this](const QByteArray &patch) { m_commands->applyHunk(patch, false, true); });
}

} // namespace looptide::panels
