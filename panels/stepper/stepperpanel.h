// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "runtime/trace/commandchannel.h"
#include "runtime/trace/tracechannel.h"

#include <QHash>
#include <QWidget>

class QAction;
class QLabel;
class QStackedWidget;
class QTreeView;

namespace looptide::models {
class LoopQueuesModel;
struct QueueItem;
} // namespace looptide::models
namespace looptide::trace {
struct CodeFrame;
} // namespace looptide::trace

namespace looptide::panels {

class EmptyState;

// Runs the event loop of the shown thread or process step by step: pauses it, shows what waits in
// its queues and what runs next, and continues to the next callback, phase or iteration.
class StepperPanel : public QWidget
{
    Q_OBJECT
public:
    static PanelDescriptor descriptor();

    explicit StepperPanel(models::RunFeed *run, QWidget *parent = nullptr);
    ~StepperPanel() override;

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void fileActivated(const QString &path, int line, int column);
    void runRequested();
    // The line that runs next. An empty path: none.
    void nextLineChanged(const QString &path, int line, int column);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    // What is known of the loop of one agent.
    struct Loop
    {
        bool isPaused = false;
        bool isStepping = false; // a pause was asked for and will come
        trace::LoopPosition position;
        trace::LoopPause where; // the last pause
        trace::ActiveResources resources; // at that pause; empty until the list has arrived
    };
    struct Step
    {
        QAction *action;
        trace::StepTarget target;
    };

    void setupTree();
    void setupActions();
    QAction *addAction(const QString &icon, const QString &text, const QString &toolTip,
                       const QKeySequence &keys);
    void addStep(const QString &icon, const QString &text, const QString &toolTip,
                 const QKeySequence &keys, trace::StepTarget target);
    QWidget *makeBar();
    int leastContentHeight() const;
    void dropWhatDoesNotFit();
    QWidget *makeContent();
    void connectRun();
    void pauseAtStart();
    void step(const trace::Command &command);
    void reset();
    void takeBatch(const trace::TraceBatch &batch);
    bool takeState(const trace::AgentState &state);
    Loop shown() const;
    void showLoop();
    void showNextLine();
    void update();
    bool canPause() const;
    void updateActions();
    void updateExplanation();
    QString statusText() const;
    QString nextText() const;
    // What is called next, with what is known from the list of resources.
    models::QueueItem next() const;
    void openSelected();
    void openMenu(const QPoint &position);
    void open(const trace::CodeFrame &frame);

    models::RunFeed *m_run;
    models::LoopQueuesModel *m_model;
    QList<Step> m_steps;
    QWidget *m_bar = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_continue = nullptr;
    QAction *m_atStart = nullptr;
    QAction *m_goToFunction = nullptr;
    QAction *m_goToCreation = nullptr;
    QAction *m_runUntil = nullptr;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QLabel *m_status;
    QTreeView *m_tree;
    QLabel *m_explanation;
    QHash<quint16, Loop> m_loops; // by agent
    bool m_hasLine = false; // nextLineChanged() has named a line
    bool m_pausesNextRun = false;
    bool m_wantsStart = false; // the run that begins has not been asked to pause yet
};

} // namespace looptide::panels
