// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "runtime/inspector/debugsession.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QListView;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTreeView;

namespace looptide::models {
class BreakpointsModel;
class CallStackModel;
class VariablesModel;
} // namespace looptide::models

namespace looptide::panels {

class DebugConsole;
class EmptyState;
class ValueTree;
class WatchList;

// The debugger of a run: commands, call stack, variables, watched expressions, breakpoints and a
// console.
class DebuggerPanel : public QWidget
{
    Q_OBJECT
public:
    static PanelDescriptor descriptor();

    explicit DebuggerPanel(models::RunFeed *run, QWidget *parent = nullptr);
    ~DebuggerPanel() override;

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void fileActivated(const QString &path, int line, int column);
    void debugRequested();
    void attachRequested();
    void breakpointEditRequested(int id);
    void breakpointAddRequested(int kind);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setupActions();
    QAction *addAction(const QString &iconName, const QString &text, const QString &tip,
                       const std::function<void()> &run);
    QWidget *makeBar();
    QWidget *makeStack();
    QWidget *makeBreakpoints();
    QWidget *makeBreakpointBar();
    void activateBreakpoint(const inspector::Breakpoint &breakpoint);
    void setupContent();
    void connectSession();
    void showState();
    void showTargets();
    void showFrame(int frame);
    void activateFrame(const QModelIndex &index);
    void showBreakpointMenu(const QPoint &position);
    QString stateText() const;

    inspector::DebugSession *m_session;
    models::RunFeed *m_run;
    models::CallStackModel *m_frames;
    models::BreakpointsModel *m_breakpointModel;
    QAction *m_resume = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_over = nullptr;
    QAction *m_into = nullptr;
    QAction *m_out = nullptr;
    QAction *m_restartFrame = nullptr;
    QWidget *m_bar = nullptr;
    QLabel *m_state;
    QComboBox *m_targets;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QSplitter *m_splitter;
    QTreeView *m_stack;
    models::VariablesModel *m_values;
    ValueTree *m_variables;
    QTabWidget *m_tabs;
    WatchList *m_watch;
    QListView *m_breakpoints;
    DebugConsole *m_console;
};

} // namespace looptide::panels
