// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/resources/resourcespanel.h"

#include "panels/common/emptystate.h"
#include "panels/common/icons.h"
#include "panels/common/runfeed.h"
#include "panels/eventloop/agentchooser.h"
#include "panels/resources/resourcesmodel.h"
#include "runtime/trace/tracestore.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <chrono>

namespace looptide::panels {

using models::ResourcesModel;
using trace::ActiveResource;
using trace::Command;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto askInterval = 1s;
constexpr auto longestWait = 5s; // for an answer

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

PanelDescriptor ResourcesPanel::descriptor()
{
    const auto create = [](models::RunFeed *run, PanelHost *host) {
        auto *panel = new ResourcesPanel(run);
        connect(panel, &ResourcesPanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &ResourcesPanel::runRequested, host, &PanelHost::runRequested);
        return panel;
    };
    return { .id = u"resources"_s,
             .title = tr("Resources"),
             .icon = u"link"_s,
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_9),
             .place = PanelPlace::Right,
             .createForRun = create };
}

ResourcesPanel::ResourcesPanel(models::RunFeed *run, QWidget *parent)
    : QWidget(parent), m_run(run), m_model(new ResourcesModel(this)), m_timer(new QTimer(this)),
      m_pages(new QStackedWidget(this)), m_empty(new EmptyState(u"link"_s, this)),
      m_content(new QWidget), m_summary(makeNote(u"resourceSummary"_s, m_content)),
      m_explanation(makeNote(u"resourceExplanation"_s, m_content)),
      m_table(new QTreeView(m_content))
{
    setupTable();
    setupActions();
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins({});
    content->setSpacing(0);
    content->addWidget(new AgentChooser(m_run, m_content));
    content->addWidget(makeBar());
    content->addWidget(m_summary);
    content->addWidget(m_table, 1);
    content->addWidget(m_explanation);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
    connectRun();
    update();
}

ResourcesPanel::~ResourcesPanel() = default;

void ResourcesPanel::setupTable()
{
    m_table->setObjectName(u"resources"_s);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("What keeps the program running"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setMinimumHeight(1); // rows scroll
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // text is elided
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(0);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ResourcesModel::DetailColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(ResourcesModel::PlaceColumn, QHeaderView::Stretch);
    connect(m_table, &QTreeView::activated, this,
            [this] { (m_goToCallback->isEnabled() ? m_goToCallback : m_goToCreation)->trigger(); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &ResourcesPanel::openMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (const ActiveResource *resource = m_model->at(current))
                    m_selected = resource->id;
                updateSelection();
            });
}

QAction *ResourcesPanel::addAction(const QString &iconName, const QString &text,
                                   const QString &toolTip, const QKeySequence &keys)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setToolTip(toolTip);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QWidget::addAction(action);
    return action;
}

void ResourcesPanel::setupActions()
{
    m_refresh = addAction(u"refresh-cw"_s, tr("&Refresh"), tr("Ask the program again"),
                          Qt::CTRL | Qt::Key_R);
    connect(m_refresh, &QAction::triggered, this, &ResourcesPanel::ask);
    m_goToCallback =
        addAction(u"code"_s, tr("Go to &Function"), tr("Show the function that it will call"), {});
    connect(m_goToCallback, &QAction::triggered, this, [this] {
        if (const ActiveResource *resource = selected())
            open(resource->callback);
    });
    m_goToCreation =
        addAction(u"file-code"_s, tr("Go to C&reation"), tr("Show the line that created it"), {});
    connect(m_goToCreation, &QAction::triggered, this, [this] {
        if (m_creation)
            open(*m_creation);
    });
    m_unref = addAction(u"unlink"_s, tr("&Unref"),
                        tr("Let it go on, without keeping the program running: unref()"), {});
    connect(m_unref, &QAction::triggered, this, [this] {
        if (const ActiveResource *resource = selected())
            send(Command::unrefResource(resource->id));
    });
    m_close = addAction(u"x"_s, tr("&Close"), tr("End it: close(), destroy(), kill() or clear"),
                        Qt::Key_Delete);
    connect(m_close, &QAction::triggered, this, [this] {
        if (const ActiveResource *resource = selected())
            send(Command::closeResource(resource->id));
    });
}

QWidget *ResourcesPanel::makeBar()
{
    auto *bar = new QWidget(m_content);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    for (QAction *action : { m_refresh, m_goToCallback, m_goToCreation, m_unref, m_close }) {
        auto *button = new QToolButton(bar);
        button->setAutoRaise(true);
        button->setDefaultAction(action);
        button->setAccessibleName(action->iconText());
        row->addWidget(button);
    }
    row->addStretch();
    return bar;
}

void ResourcesPanel::connectRun()
{
    m_timer->setInterval(askInterval);
    connect(m_timer, &QTimer::timeout, this, &ResourcesPanel::ask);
    connect(m_empty, &EmptyState::actionRequested, this, &ResourcesPanel::runRequested);
    connect(m_run, &models::RunFeed::batchCollected, this, &ResourcesPanel::takeBatch);
    const auto restart = [this] {
        m_model->clear();
        m_hasList = m_isWaiting = false;
        m_creationId = 0;
        m_creation.reset();
        update();
        if (isVisible())
            ask();
    };
    connect(m_run, &models::RunFeed::started, this, restart);
    connect(m_run, &models::RunFeed::shownAgentChanged, this, restart);
    connect(m_run, &models::RunFeed::stateChanged, this, restart);
}

// A program that is busy has not answered yet. It is asked again only after a while, because an
// answer can be lost.
void ResourcesPanel::ask()
{
    if (!m_isWaiting || m_asked.durationElapsed() > longestWait)
        send(Command::listResources());
}

void ResourcesPanel::send(const Command &command)
{
    m_asked.start();
    m_isWaiting = m_run->sendCommand(m_run->shownAgent(), command) || m_isWaiting;
    update();
}

void ResourcesPanel::takeBatch(const trace::TraceBatch &batch)
{
    for (const trace::ActiveResources &resources : batch.resources) {
        if (resources.agent != m_run->shownAgent())
            continue;
        m_isWaiting = false;
        m_hasList = true;
        m_model->setResources(resources);
        m_table->setCurrentIndex(m_model->indexOf(m_selected));
        update();
    }
}

void ResourcesPanel::update()
{
    const bool isRunning = m_run->coverage().isRunning;
    m_pages->setCurrentWidget(isRunning && (m_hasList || m_isWaiting) ? m_content : m_empty);
    if (!isRunning) {
        m_empty->setText(tr("Why is it still running?"),
                         tr("Run a program to see what keeps it running: servers, timers, "
                            "connections, files and child processes."));
        m_empty->setAction(tr("Run"), u"play"_s);
    } else if (!m_hasList) {
        m_empty->setText(tr("This program does not report its resources"),
                         tr("Only programs that Looptide's Node.js runs can be asked."));
        m_empty->setAction({}, {});
    }
    m_summary->setText(m_hasList         ? summary()
                           : m_isWaiting ? tr("The program is asked. It answers when its loop is "
                                              "free.")
                                         : QString());
    updateSelection();
}

// Node's list does not contain worker threads, which keep a program running too.
QString ResourcesPanel::summary() const
{
    const auto agents = m_run->trace()->agents();
    const qint64 pid = agents.value(m_run->shownAgent()).info.pid;
    const auto workers = std::ranges::count_if(agents, [pid](const trace::AgentState &agent) {
        return agent.info.kind == trace::AgentInfo::Kind::Worker && agent.info.pid == pid
            && !agent.info.hasEnded;
    });
    const bool isWorker =
        agents.value(m_run->shownAgent()).info.kind == trace::AgentInfo::Kind::Worker;
    if (workers == 0 || isWorker)
        return m_model->summary();
    return m_model->summary() + u' '
        + tr("It also has %n worker thread(s).", nullptr, int(workers));
}

void ResourcesPanel::updateSelection()
{
    const ActiveResource *resource = selected();
    m_goToCallback->setEnabled(resource && !resource->callback.path().isEmpty());
    findCreation();
    m_goToCreation->setEnabled(m_creation.has_value());
    m_unref->setEnabled(resource && resource->canUnref);
    m_close->setEnabled(resource && resource->canClose);
    QString text;
    if (resource)
        text = ResourcesModel::explanation(*resource) + u' '
            + (m_creation
                   ? tr("Created in %1.").arg(ResourcesModel::placeText(*m_creation))
                   : tr("Where it was created is known of what begins while Event Loop records "
                        "\"Full\"."));
    m_explanation->setText(text);
    m_explanation->setVisible(resource != nullptr);
}

void ResourcesPanel::openMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.addActions({ m_goToCallback, m_goToCreation, m_unref, m_close });
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

const ActiveResource *ResourcesPanel::selected() const
{
    return m_model->at(m_table->currentIndex());
}

// Only for another resource than before, because it reads all records.
void ResourcesPanel::findCreation()
{
    const ActiveResource *resource = selected();
    const quint64 asyncId = resource ? resource->asyncId : 0;
    if (asyncId == m_creationId)
        return;
    m_creationId = asyncId;
    m_creation = asyncId == 0
        ? std::nullopt
        : models::creationOf(*m_run->trace(), m_model->resources().agent, asyncId);
}

void ResourcesPanel::open(const trace::CodeFrame &frame)
{
    if (const QString path = frame.path(); !path.isEmpty())
        Q_EMIT fileActivated(path, frame.line, frame.column);
}

void ResourcesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer->start();
    ask();
}

void ResourcesPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer->stop();
}

} // namespace looptide::panels
