// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "runtime/process/childprocess.h"

#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QStackedWidget;
class QTimer;
class QToolButton;
class QTreeView;

namespace looptide::models {
class ProcessesModel;
class RunFeed;
} // namespace looptide::models
namespace looptide::trace {
struct AgentInfo;
}

namespace looptide::panels {

class EmptyState;
class ProcessSignals;

// The threads and processes of the run as a tree, with their figures once a second while the panel
// is visible. A selected one is the one whose event loop is shown.
class ProcessesPanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows the panel.
    static PanelDescriptor descriptor();

    explicit ProcessesPanel(models::RunFeed *run, QWidget *parent = nullptr);
    ~ProcessesPanel() override;

    models::ProcessesModel *model() const { return m_model; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void runRequested();
    void panelRequested(const QString &id);
    void leaveRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setupActions();
    QAction *addAction(const QString &icon, const QString &text, const QKeySequence &keys);
    void addSignalAction(process::Signal signal, const QString &text);
    void setupContent();
    void setupTree();
    QWidget *makeBar(QWidget *parent);
    void connectParts();
    const trace::AgentInfo *selectedAgent() const;
    void sendToSelected(process::Signal signal);
    void showSelectedLoop();
    void copySelectedId();
    void openContextMenu(const QPoint &position);
    void onSelectionChanged();
    void selectShownAgent();
    void onAgentsChanged();
    void updateActions();
    void updateSampling();
    void updateEmptyState();
    void updateColumns();
    void showFailure(const QString &text);
    void lookForForeignNodes();
    void updateNotes();
    int leastContentHeight() const;
    void applyTheme();

    models::RunFeed *m_run;
    models::ProcessesModel *m_model;
    ProcessSignals *m_signals;
    QTimer *m_timer;
    bool m_isFollowing = false; // the selection follows the shown agent

    QAction *m_stop = nullptr;
    QAction *m_kill = nullptr;
    QAction *m_showLoop = nullptr;
    QAction *m_copyId = nullptr;
    QMenu *m_signalMenu = nullptr;

    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QWidget *m_content;
    QWidget *m_bar = nullptr;
    QToolButton *m_signalButton = nullptr;
    QLabel *m_count = nullptr;
    QTreeView *m_tree;
    QLabel *m_failure = nullptr;
    QLabel *m_refused = nullptr;
    QLabel *m_foreign = nullptr; // processes that use another Node.js
};

} // namespace looptide::panels
