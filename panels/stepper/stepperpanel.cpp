// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/stepper/stepperpanel.h"

#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/flowlayout.h"
#include "panels/common/icons.h"
#include "panels/common/runfeed.h"
#include "panels/common/settingsfile.h"
#include "panels/eventloop/agentchooser.h"
#include "panels/eventloop/looptexts.h"
#include "panels/resources/resourcesmodel.h"
#include "panels/stepper/loopqueuesmodel.h"
#include "runtime/trace/tracestore.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace looptide::panels {

using models::LoopQueue;
using models::LoopQueuesModel;
using models::QueueItem;
using models::ResourcesModel;
using trace::Command;
using trace::StepTarget;
using namespace Qt::StringLiterals;

namespace {

constexpr auto pauseAtStartKey = "stepper/pauseAtStart"_L1;

QSettings settings()
{
    return QSettings(models::settingsFile(), QSettings::IniFormat);
}

QLabel *makeNote(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMargin(6);
    return label;
}

} // namespace

PanelDescriptor StepperPanel::descriptor()
{
    const auto create = [](models::RunFeed *run, PanelHost *host) {
        auto *panel = new StepperPanel(run);
        connect(panel, &StepperPanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &StepperPanel::runRequested, host, &PanelHost::runRequested);
        connect(panel, &StepperPanel::nextLineChanged, host, &PanelHost::nextLineChanged);
        return panel;
    };
    return { .id = u"stepper"_s,
             .title = tr("Stepper"),
             .icon = u"step-forward"_s,
             .shortcut = QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_L),
             .place = PanelPlace::Right,
             .createForRun = create };
}

StepperPanel::StepperPanel(models::RunFeed *run, QWidget *parent)
    : QWidget(parent), m_run(run), m_model(new LoopQueuesModel(this)),
      m_pages(new QStackedWidget(this)), m_empty(new EmptyState(u"step-forward"_s, this)),
      m_status(makeNote(u"stepperStatus"_s, this)), m_tree(new QTreeView(this)),
      m_explanation(makeNote(u"stepperExplanation"_s, this))
{
    setupTree();
    setupActions();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(makeContent());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(new AgentChooser(m_run, this));
    layout->addWidget(m_pages, 1);
    connectRun();
    update();
}

StepperPanel::~StepperPanel() = default;

void StepperPanel::setupTree()
{
    m_tree->setObjectName(u"loopQueues"_s);
    m_tree->setModel(m_model);
    m_tree->setAccessibleName(tr("What waits in the event loop"));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setMinimumHeight(1); // rows scroll
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // text is elided
    m_tree->setItemsExpandable(true);
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(0);
    header->setSectionResizeMode(LoopQueuesModel::WhatColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(LoopQueuesModel::FunctionColumn, QHeaderView::Stretch);
    connect(m_tree, &QTreeView::activated, this, &StepperPanel::openSelected);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &StepperPanel::openMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &StepperPanel::updateExplanation);
}

QAction *StepperPanel::addAction(const QString &iconName, const QString &text,
                                 const QString &toolTip, const QKeySequence &keys)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setToolTip(keys.isEmpty()
                           ? toolTip
                           : u"%1 (%2)"_s.arg(toolTip, keys.toString(QKeySequence::NativeText)));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QWidget::addAction(action);
    return action;
}

void StepperPanel::addStep(const QString &iconName, const QString &text, const QString &toolTip,
                           const QKeySequence &keys, StepTarget target)
{
    QAction *action = addAction(iconName, text, toolTip, keys);
    connect(action, &QAction::triggered, this, [this, target] { step(Command::stepLoop(target)); });
    m_steps.append({ action, target });
}

void StepperPanel::setupActions()
{
    m_pause = addAction(u"pause"_s, tr("&Pause"),
                        tr("Pause the event loop between two callbacks; connections stay open"),
                        Qt::CTRL | Qt::Key_F8);
    connect(m_pause, &QAction::triggered, this,
            [this] { step(Command::stepLoop(StepTarget::Microtask)); });
    m_continue = addAction(u"play"_s, tr("C&ontinue"), tr("Let the event loop run freely"),
                           Qt::CTRL | Qt::SHIFT | Qt::Key_F8);
    connect(m_continue, &QAction::triggered, this,
            [this] { step(Command::stepLoop(StepTarget::Continue)); });
    addStep(u"chevron-right"_s, tr("&Microtask"),
            tr("Run to the next callback of any kind, ticks and reactions of promises included"),
            Qt::CTRL | Qt::SHIFT | Qt::Key_F11, StepTarget::Microtask);
    addStep(u"step-forward"_s, tr("&Callback"),
            tr("Run to the next callback that the loop calls: of a timer, an immediate, a handle "
               "or a request"),
            Qt::CTRL | Qt::SHIFT | Qt::Key_F10, StepTarget::Callback);
    addStep(u"arrow-right"_s, tr("P&hase"), tr("Run to the begin of the next phase"),
            Qt::CTRL | Qt::SHIFT | Qt::Key_F9, StepTarget::Phase);
    addStep(u"rotate-cw"_s, tr("&Iteration"), tr("Run to the begin of the next iteration"),
            Qt::CTRL | Qt::SHIFT | Qt::Key_F12, StepTarget::Iteration);
    m_atStart = addAction(u"circle-play"_s, tr("Pause at &Start"),
                          tr("Pause each new run at its first callback"), {});
    m_atStart->setCheckable(true);
    m_atStart->setChecked(settings().value(pauseAtStartKey).toBool());
    connect(m_atStart, &QAction::toggled, this,
            [](bool on) { settings().setValue(pauseAtStartKey, on); });
    m_goToFunction = addAction(u"code"_s, tr("Go to &Function"),
                               tr("Show the function that will be called"), {});
    connect(m_goToFunction, &QAction::triggered, this, [this] {
        if (const QueueItem *item = m_model->itemAt(m_tree->currentIndex()))
            open(item->function);
    });
    m_goToCreation =
        addAction(u"file-code"_s, tr("Go to C&reation"), tr("Show the line that scheduled it"), {});
    connect(m_goToCreation, &QAction::triggered, this, [this] {
        if (const QueueItem *item = m_model->itemAt(m_tree->currentIndex()))
            open(item->creation);
    });
    m_runUntil = addAction(u"arrow-down-to-line"_s, tr("Run &Until It Is Called"),
                           tr("Continue, and pause before its next callback"), {});
    connect(m_runUntil, &QAction::triggered, this, [this] {
        if (const QueueItem *item = m_model->itemAt(m_tree->currentIndex()))
            step(Command::stepToCallback(quint32(item->asyncId)));
    });
}

QWidget *StepperPanel::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(4, bar);
    row->setContentsMargins(8, 4, 8, 4);
    QList<QAction *> actions { m_pause, m_continue };
    for (const Step &each : std::as_const(m_steps))
        actions.append(each.action);
    actions.append(m_atStart);
    for (QAction *action : std::as_const(actions)) {
        auto *button = new QToolButton(bar);
        button->setAutoRaise(true);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAccessibleName(action->iconText());
        row->addWidget(button);
    }
    return bar;
}

QWidget *StepperPanel::makeContent()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_bar = makeBar();
    column->addWidget(m_bar);
    column->addWidget(m_status);
    column->addWidget(m_tree, 1);
    column->addWidget(m_explanation);
    setFocusProxy(m_tree);
    return content;
}

void StepperPanel::connectRun()
{
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_run->coverage().isRunning)
            m_pause->trigger();
        else
            Q_EMIT runRequested();
    });
    connect(m_empty, &EmptyState::otherActionRequested, this, [this] {
        m_pausesNextRun = true;
        Q_EMIT runRequested();
    });
    connect(m_run, &models::RunFeed::batchCollected, this, &StepperPanel::takeBatch);
    connect(m_run, &models::RunFeed::started, this, [this] {
        reset();
        m_wantsStart = std::exchange(m_pausesNextRun, false) || m_atStart->isChecked();
        pauseAtStart();
    });
    connect(m_run, &models::RunFeed::agentsChanged, this, &StepperPanel::pauseAtStart);
    connect(m_run, &models::RunFeed::shownAgentChanged, this, &StepperPanel::showLoop);
    connect(m_run, &models::RunFeed::coverageChanged, this, &StepperPanel::update);
    connect(m_run, &models::RunFeed::stateChanged, this, [this] {
        if (!m_run->coverage().isRunning)
            reset();
        update();
    });
}

// The program of an isolated run can be reached only after a while.
void StepperPanel::pauseAtStart()
{
    if (!m_wantsStart)
        return;
    const auto command = Command::stepLoop(StepTarget::Microtask);
    m_wantsStart = !m_run->sendCommand(m_run->shownAgent(), command);
    m_loops[m_run->shownAgent()].isStepping = !m_wantsStart;
    update();
}

void StepperPanel::step(const Command &command)
{
    const quint16 agent = m_run->shownAgent();
    m_loops[agent].isStepping =
        m_run->sendCommand(agent, command) && command.stepTarget() != StepTarget::Continue;
    update();
}

void StepperPanel::reset()
{
    m_wantsStart = false;
    m_loops.clear();
    showLoop();
}

StepperPanel::Loop StepperPanel::shown() const
{
    return m_loops.value(m_run->shownAgent());
}

// Loops that are not shown are followed too: they may be paused when the user comes back to them.
void StepperPanel::takeBatch(const trace::TraceBatch &batch)
{
    const quint16 agent = m_run->shownAgent();
    bool isPauseNew = false;
    bool isChanged = false;
    for (const trace::LoopPause &pause : batch.pauses) {
        Loop &loop = m_loops[pause.agent];
        loop.where = pause;
        loop.resources = {};
        loop.isPaused = true;
        loop.isStepping = false;
        isPauseNew |= pause.agent == agent;
    }
    for (const trace::ActiveResources &resources : batch.resources) {
        const auto loop = m_loops.find(resources.agent);
        if (loop == m_loops.end() || !loop->isPaused)
            continue;
        loop->resources = resources;
        isPauseNew |= resources.agent == agent;
    }
    for (const trace::AgentState &state : batch.agents)
        isChanged |= takeState(state) && state.info.id == agent;
    if (isPauseNew) {
        showLoop();
    } else if (isChanged) {
        showNextLine();
        update();
    }
}

// A pause is reported shortly before the state of the agent says so. A loop that continues gets a
// new position.
bool StepperPanel::takeState(const trace::AgentState &state)
{
    Loop &loop = m_loops[state.info.id];
    const quint64 sinceNs = state.position.sinceNs;
    const bool isFree = state.pause.reason != core::PauseReason::Stepping
        && (sinceNs == 0 || sinceNs > loop.where.timeNs);
    const bool wasPaused = loop.isPaused;
    loop.isPaused = wasPaused && !isFree;
    loop.position = state.position;
    return loop.isPaused != wasPaused || loop.isStepping;
}

void StepperPanel::showLoop()
{
    const Loop loop = shown();
    if (loop.isPaused || loop.isStepping)
        m_model->setPause(loop.where, m_run->trace()->places());
    else
        m_model->clear();
    if (loop.resources.timeNs != 0)
        m_model->setResources(loop.resources);
    m_tree->expandAll();
    showNextLine();
    update();
}

void StepperPanel::showNextLine()
{
    const QueueItem item = shown().isPaused ? next() : QueueItem();
    const trace::CodeFrame frame = item.function.isUsers() ? item.function : item.creation;
    const bool hadLine = std::exchange(m_hasLine, !frame.path().isEmpty());
    if (m_hasLine)
        Q_EMIT nextLineChanged(frame.path(), frame.line, frame.column);
    else if (hadLine)
        Q_EMIT nextLineChanged({}, 0, 0);
}

QueueItem StepperPanel::next() const
{
    const trace::LoopPause where = shown().where;
    if (where.next.asyncId == 0)
        return {};
    QueueItem item = models::itemOf(where.next, where.agent, m_run->trace()->places());
    const QueueItem *resource = m_model->resourceOf(where.next.asyncId);
    if (!resource)
        return item;
    if (where.next.origin.type == 0)
        item.what = resource->what;
    if (item.function.line <= 0)
        item.function = resource->function;
    return item;
}

void StepperPanel::update()
{
    const Loop loop = shown();
    m_pages->setCurrentIndex(loop.isPaused || loop.isStepping ? 1 : 0);
    if (!m_run->coverage().isRunning) {
        m_empty->setText(tr("Run the event loop step by step"),
                         tr("Run a program, then pause its loop: see what waits in each phase, and "
                            "which function is called next."));
        m_empty->setAction(tr("Run"), u"play"_s);
        m_empty->setOtherAction(tr("Run and Pause"), u"circle-play"_s);
    } else if (canPause()) {
        m_empty->setText(tr("The event loop runs freely"),
                         tr("Pause it to see what waits in its queues, and to run it step by "
                            "step. Connections stay open, and the clock goes on."));
        m_empty->setAction(tr("Pause"), u"pause"_s);
        m_empty->setOtherAction({}, {});
    } else {
        m_empty->setText(tr("This event loop cannot be paused"),
                         models::notRecordedText(m_run->coverage()));
        m_empty->setAction({}, {});
        m_empty->setOtherAction({}, {});
    }
    m_status->setText(statusText());
    updateActions();
    updateExplanation();
}

// A loop that is not recorded because the user has switched that off can be paused.
bool StepperPanel::canPause() const
{
    using Recording = models::RunCoverage::Recording;
    const models::RunCoverage coverage = m_run->coverage();
    return coverage.isRunning
        && (coverage.isRecorded() || coverage.recording == Recording::SwitchedOff);
}

void StepperPanel::updateActions()
{
    const Loop loop = shown();
    m_pause->setEnabled(canPause() && !loop.isPaused && !loop.isStepping);
    m_continue->setEnabled(canPause() && (loop.isPaused || loop.isStepping));
    for (const Step &each : std::as_const(m_steps))
        each.action->setEnabled(loop.isPaused);
}

void StepperPanel::updateExplanation()
{
    const QModelIndex current = m_tree->currentIndex();
    const QueueItem *item = m_model->itemAt(current);
    const bool isPaused = shown().isPaused;
    m_goToFunction->setEnabled(item && !item->function.path().isEmpty());
    m_goToCreation->setEnabled(item && !item->creation.path().isEmpty());
    m_runUntil->setEnabled(isPaused && item && item->asyncId > 0
                           && item->asyncId <= std::numeric_limits<quint32>::max());
    m_explanation->setText(current.isValid() && isPaused
                               ? models::queueExplanation(LoopQueuesModel::queueAt(current))
                               : QString());
    dropWhatDoesNotFit();
}

// Of the header and two rows.
int StepperPanel::leastContentHeight() const
{
    return m_tree->header()->sizeHint().height() + 3 * m_tree->fontMetrics().height();
}

QSize StepperPanel::minimumSizeHint() const
{
    constexpr int leastWidth = 280;
    return { leastWidth,
             std::max(m_empty->leastHeight(),
                      m_bar->heightForWidth(leastWidth) + leastContentHeight()) };
}

// In a low panel, the tree matters most.
void StepperPanel::dropWhatDoesNotFit()
{
    const int barHeight = m_bar->heightForWidth(width());
    m_bar->setFixedHeight(barHeight);
    int room = height() - barHeight - leastContentHeight();
    for (QLabel *note : { m_status, m_explanation }) {
        const int wanted = note->heightForWidth(width());
        const bool isShown = !note->text().isEmpty() && wanted <= room;
        note->setVisible(isShown);
        room -= isShown ? wanted : 0;
    }
}

void StepperPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    dropWhatDoesNotFit();
}

void StepperPanel::openSelected()
{
    (m_goToFunction->isEnabled() ? m_goToFunction : m_goToCreation)->trigger();
}

void StepperPanel::openMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.addActions({ m_goToFunction, m_goToCreation, m_runUntil });
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

void StepperPanel::open(const trace::CodeFrame &frame)
{
    if (const QString path = frame.path(); !path.isEmpty())
        Q_EMIT fileActivated(path, frame.line, frame.column);
}

} // namespace looptide::panels
