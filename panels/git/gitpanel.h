// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "panels/git/diffview.h"
#include "panels/git/gitcommands.h"
#include "panels/git/githistorymodel.h"
#include "panels/git/gitrepository.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QListView;
class QMenu;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace looptide::panels {

class BranchMenu;
class ChangesView;
class CommitForm;
class DiffController;
class EmptyState;

// The Git repository of the project: what has changed, the next commit, branches and history.
// Differences appear in a view of their own, which the window places. Owns the repository, which
// the window also connects with the project tree, the editor and the status bar. Thread: GUI.
class GitPanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows the panel.
    static PanelDescriptor descriptor();

    explicit GitPanel(QWidget *parent = nullptr);
    ~GitPanel() override;

    // Empty: no project.
    void setProject(const QString &directory);
    models::GitRepository *repository() const { return m_repository; }
    GitCommands *commands() const { return m_commands; }
    // Hidden; whoever shows it becomes its parent.
    DiffView *diffView() const { return m_diffView; }
    ChangesView *changesView() const { return m_changes; }
    void showFileHistory(const QByteArray &path);
    void openBranchMenu();
    QString noticeText() const;

Q_SIGNALS:
    void fileActivated(const QString &path, int line, int column);
    void leaveRequested();
    // The view of differences has something that the user asked for.
    void diffShown();
    // The user wants the programs of this repository to run, or no longer.
    void trustChosen(const QString &topFolder, bool isTrusted);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    QSize minimumSizeHint() const override;

private:
    enum Page { EmptyPage, ContentPage };
    enum Tab { ChangesTab, HistoryTab };

    // gitpanelparts.cpp
    QWidget *makeContent();
    QWidget *makeBar();
    QWidget *makeNotice();
    QWidget *makeTabs();
    QWidget *makeHistory();
    QToolButton *addTool(QHBoxLayout *row, QAction *action);
    QAction *addAction(const QString &iconName, const QString &text, const QString &tip,
                       const char *name, const std::function<void()> &run);
    void setupActions();
    void setupMenu();
    void connectChanges();

    void update();
    void updateEmpty();
    void updateForm();
    void updateNotice();
    void setNotice(const GitNotice &notice);
    GitNotice standingNotice();
    void fit();
    void setTab(int tab);
    void commit();
    void takeLastMessage(bool on);
    void finishCommit();
    void openFile(const QByteArray &path, int line);
    void showCommit(const QModelIndex &index);
    void doEmptyAction();

    models::GitRepository *m_repository;
    GitCommands *m_commands;
    models::GitHistoryModel *m_historyModel;
    QPointer<DiffView> m_diffView;
    DiffController *m_diffs;
    GitNotice m_notice; // of the last command
    QString m_lastMessage; // that amending has put into the form
    bool m_hadOperation = false;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    ChangesView *m_changes;
    CommitForm *m_form;
    QListView *m_history;
    QStackedWidget *m_tabPages = nullptr;
    QTabBar *m_tabs = nullptr;
    QWidget *m_bar = nullptr;
    QWidget *m_tabRow = nullptr;
    QWidget *m_noticeBox = nullptr;
    QLabel *m_noticeText = nullptr;
    QList<QToolButton *> m_offers;
    QList<QToolButton *> m_changeTools; // for the list of changes
    QLabel *m_clean = nullptr;
    QWidget *m_historyTitle = nullptr;
    QLabel *m_historyPath = nullptr;
    QToolButton *m_branch = nullptr;
    BranchMenu *m_branches = nullptr;
    QMenu *m_more = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_pull = nullptr;
    QAction *m_push = nullptr;
    QAction *m_fetch = nullptr;
    QAction *m_stash = nullptr;
    QAction *m_popStash = nullptr;
    QAction *m_untrust = nullptr;
    QAction *m_cancel = nullptr;
};

} // namespace looptide::panels
