// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/processes/processespanel.h"

#include "panels/common/emptystate.h"
#include "panels/common/icons.h"
#include "panels/common/runfeed.h"
#include "panels/common/theme.h"
#include "panels/processes/foreignnodestext.h"
#include "panels/processes/processesmodel.h"
#include "panels/processes/processsignals.h"
#include "runtime/trace/tracestore.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <array>
#include <chrono>

namespace looptide::panels {

using models::ProcessesModel;
using models::Theme;
using process::Signal;
using trace::AgentInfo;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto sampleInterval = 1s;
constexpr int indentation = 14;
constexpr int cellPadding = 12;
// Where room is short, these are hidden first; the tooltip of the name contains them.
constexpr std::array columnsByNeed {
    ProcessesModel::StateColumn,    ProcessesModel::CpuColumn,  ProcessesModel::UtilisationColumn,
    ProcessesModel::MemoryColumn,   ProcessesModel::RateColumn, ProcessesModel::IdColumn,
    ProcessesModel::RequestsColumn, ProcessesModel::AgeColumn,
};

// Agents that have ended are grey; a blocked loop is in the colour of errors.
class ProcessDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        using Activity = models::AgentStats::Activity;
        QStyledItemDelegate::initStyleOption(option, index);
        const auto activity = Activity(index.data(ProcessesModel::ActivityRole).toInt());
        const Theme theme(option->palette);
        if (activity == Activity::Ended)
            option->palette.setColor(QPalette::Text, theme.mutedText());
        else if (activity == Activity::Blocked && index.column() == ProcessesModel::StateColumn)
            option->palette.setColor(QPalette::Text, theme.error());
        else if (activity == Activity::Paused && index.column() == ProcessesModel::StateColumn)
            option->palette.setColor(QPalette::Text, theme.warning());
    }
};

QLabel *makeNote(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1StringView(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMargin(6);
    label->hide();
    return label;
}

} // namespace

PanelDescriptor ProcessesPanel::descriptor()
{
    const auto create = [](models::RunFeed *run, PanelHost *host) {
        auto *panel = new ProcessesPanel(run);
        connect(panel, &ProcessesPanel::runRequested, host, &PanelHost::runRequested);
        connect(panel, &ProcessesPanel::panelRequested, host, &PanelHost::panelRequested);
        connect(panel, &ProcessesPanel::leaveRequested, host, &PanelHost::editorRequested);
        return panel;
    };
    return { .id = u"processes"_s,
             .title = tr("Processes"),
             .icon = u"list-tree"_s,
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_6),
             .place = PanelPlace::Right,
             .createForRun = create };
}

ProcessesPanel::ProcessesPanel(models::RunFeed *run, QWidget *parent)
    : QWidget(parent), m_run(run), m_model(new ProcessesModel(this)),
      m_signals(new ProcessSignals(run, this)), m_timer(new QTimer(this)),
      m_pages(new QStackedWidget(this)), m_empty(new EmptyState(u"list-tree"_s, this)),
      m_content(new QWidget), m_tree(new QTreeView(m_content))
{
    setupTree();
    setupActions();
    setupContent();
    connectParts();
    trace::TraceBatch known;
    known.agents = run->trace()->agents().values();
    m_model->addBatch(known);
    applyTheme();
    updateActions();
    onAgentsChanged();
}

ProcessesPanel::~ProcessesPanel() = default;

void ProcessesPanel::setupTree()
{
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new ProcessDelegate(m_tree));
    m_tree->setAccessibleName(tr("Threads and processes of the program"));
    m_tree->setUniformRowHeights(true);
    m_tree->setMinimumHeight(1); // rows scroll
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(false); // it shows the loop
    m_tree->setIndentation(indentation);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // columns are hidden
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(0);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(ProcessesModel::NameColumn, QHeaderView::Stretch);
    for (int column = ProcessesModel::IdColumn; column < ProcessesModel::ColumnCount; ++column) {
        const int figure =
            m_tree->fontMetrics().horizontalAdvance(ProcessesModel::sampleText(column));
        m_tree->setColumnWidth(column,
                               std::max(figure + cellPadding, header->sectionSizeHint(column)));
    }
}

QAction *ProcessesPanel::addAction(const QString &iconName, const QString &text,
                                   const QKeySequence &keys)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_tree->addAction(action);
    return action;
}

void ProcessesPanel::setupActions()
{
    m_stop = addAction(u"square"_s, tr("&Stop"), Qt::Key_Delete);
    connect(m_stop, &QAction::triggered, this, [this] { sendToSelected(Signal::Terminate); });
    m_kill = addAction(u"circle-x"_s, tr("&Kill…"), Qt::SHIFT | Qt::Key_Delete);
    connect(m_kill, &QAction::triggered, this, [this] { sendToSelected(Signal::Kill); });
    m_showLoop = addAction(u"activity"_s, tr("Show Its &Event Loop"), Qt::Key_Return);
    m_showLoop->setShortcuts({ Qt::Key_Return, Qt::Key_Enter });
    connect(m_showLoop, &QAction::triggered, this, &ProcessesPanel::showSelectedLoop);
    m_copyId = addAction(u"copy"_s, tr("&Copy Process Id"), QKeySequence::Copy);
    connect(m_copyId, &QAction::triggered, this, &ProcessesPanel::copySelectedId);
    m_signalMenu = new QMenu(tr("Send Si&gnal"), this);
    m_signalMenu->setIcon(icon(u"zap"_s));
    addSignalAction(Signal::Interrupt, tr("SIG&INT (as Ctrl+C)"));
    addSignalAction(Signal::HangUp, tr("SIG&HUP (its terminal closes)"));
    addSignalAction(Signal::User1, tr("SIGUSR&1 (opens the debugger of Node.js)…"));
    addSignalAction(Signal::User2, tr("SIGUSR&2"));
}

void ProcessesPanel::addSignalAction(Signal signal, const QString &text)
{
    connect(m_signalMenu->addAction(text), &QAction::triggered, this,
            [this, signal] { sendToSelected(signal); });
}

QWidget *ProcessesPanel::makeBar(QWidget *parent)
{
    auto *bar = new QWidget(parent);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    for (QAction *action : { m_stop, m_kill, m_showLoop }) {
        auto *button = new QToolButton(bar);
        button->setAutoRaise(true);
        button->setDefaultAction(action);
        button->setAccessibleName(action->iconText());
        row->addWidget(button);
    }
    m_signalButton = new QToolButton(bar);
    m_signalButton->setAutoRaise(true);
    m_signalButton->setIcon(m_signalMenu->icon());
    m_signalButton->setMenu(m_signalMenu);
    m_signalButton->setPopupMode(QToolButton::InstantPopup);
    m_signalButton->setAccessibleName(tr("Send a signal"));
    row->addWidget(m_signalButton);
    m_count = new QLabel(bar);
    m_count->setObjectName(u"processCount"_s);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_count->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_count, 1);
    return bar;
}

void ProcessesPanel::setupContent()
{
    m_failure = makeNote("signalFailure", m_content);
    m_refused = makeNote("refusedAgents", m_content);
    m_foreign = makeNote("foreignNodes", m_content);
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins({});
    content->setSpacing(0);
    m_bar = makeBar(m_content);
    content->addWidget(m_bar);
    content->addWidget(m_tree, 1);
    content->addWidget(m_failure);
    content->addWidget(m_refused);
    content->addWidget(m_foreign);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
}

void ProcessesPanel::connectParts()
{
    connect(m_run, &models::RunFeed::started, m_model, &ProcessesModel::clear);
    connect(m_run, &models::RunFeed::started, this, [this] { showFailure({}); });
    connect(m_run, &models::RunFeed::batchCollected, m_model, &ProcessesModel::addBatch);
    connect(m_run, &models::RunFeed::coverageChanged, this, &ProcessesPanel::updateEmptyState);
    connect(m_run, &models::RunFeed::shownAgentChanged, this, &ProcessesPanel::selectShownAgent);
    connect(m_model, &ProcessesModel::agentsChanged, this, &ProcessesPanel::onAgentsChanged);
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &parent, int first) {
                if (first == 0) // otherwise the user may have collapsed it
                    m_tree->expand(parent);
            });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ProcessesPanel::onSelectionChanged);
    connect(m_tree, &QAbstractItemView::doubleClicked, this, &ProcessesPanel::showSelectedLoop);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ProcessesPanel::openContextMenu);
    connect(m_empty, &EmptyState::actionRequested, this, &ProcessesPanel::runRequested);
    connect(m_signals, &ProcessSignals::failed, this, &ProcessesPanel::showFailure);
    m_timer->setObjectName(u"sampleTimer"_s);
    m_timer->setInterval(sampleInterval);
    connect(m_timer, &QTimer::timeout, m_model, &ProcessesModel::sample);
    connect(m_timer, &QTimer::timeout, this, &ProcessesPanel::lookForForeignNodes);
    auto *leave = new QShortcut(Qt::Key_Escape, this);
    leave->setContext(Qt::WidgetWithChildrenShortcut);
    connect(leave, &QShortcut::activated, this, &ProcessesPanel::leaveRequested);
}

const AgentInfo *ProcessesPanel::selectedAgent() const
{
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model->agentAt(rows.first());
}

void ProcessesPanel::sendToSelected(Signal signal)
{
    const AgentInfo *agent = selectedAgent();
    if (!agent || !m_model->noSignalReason(*agent).isEmpty())
        return;
    showFailure({});
    m_signals->send(*agent, signal);
}

void ProcessesPanel::showSelectedLoop()
{
    if (!selectedAgent())
        return;
    m_run->showAgent(selectedAgent()->id);
    Q_EMIT panelRequested(u"eventloop"_s);
}

void ProcessesPanel::copySelectedId()
{
    if (const AgentInfo *agent = selectedAgent())
        QApplication::clipboard()->setText(QString::number(agent->pid));
}

// The keyboard opens the menu at the middle of the view, which may be another row.
void ProcessesPanel::openContextMenu(const QPoint &position)
{
    if (!selectedAgent())
        return;
    const QRect row = m_tree->visualRect(m_tree->currentIndex());
    const bool isOnRow = position.y() >= row.top() && position.y() <= row.bottom();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions({ m_showLoop, m_copyId });
    menu->addSeparator();
    menu->addActions({ m_stop, m_kill });
    menu->addMenu(m_signalMenu);
    menu->popup(m_tree->viewport()->mapToGlobal(isOnRow ? position : row.bottomLeft()));
}

void ProcessesPanel::onSelectionChanged()
{
    updateActions();
    const AgentInfo *agent = selectedAgent();
    if (agent && !m_isFollowing)
        m_run->showAgent(agent->id);
}

void ProcessesPanel::selectShownAgent()
{
    const AgentInfo *agent = selectedAgent();
    if (!agent || agent->id == m_run->shownAgent())
        return;
    m_isFollowing = true;
    m_tree->setCurrentIndex(m_model->indexOf(m_run->shownAgent()));
    m_isFollowing = false;
}

void ProcessesPanel::onAgentsChanged()
{
    m_pages->setCurrentIndex(m_model->isEmpty() ? 0 : 1);
    m_count->setText(tr("%1 running").arg(QLocale().toString(m_model->runningCount())));
    const quint64 refused = m_model->refusedCount();
    m_refused->setText(refused == 0 ? QString()
                                    : tr("%n more process(es) are not recorded.", nullptr,
                                         int(std::min<quint64>(refused, 1'000'000))));
    if (m_model->runningCount() == 0)
        m_foreign->clear();
    updateNotes();
    updateEmptyState();
    updateActions();
    updateSampling();
}

void ProcessesPanel::updateActions()
{
    const AgentInfo *agent = selectedAgent();
    const QString none = tr("Select a process first");
    const QString reason = agent ? m_model->noSignalReason(*agent) : none;
    const auto set = [](QAction *action, const QString &does, const QString &whyNot) {
        action->setEnabled(whyNot.isEmpty());
        action->setToolTip(
            whyNot.isEmpty()
                ? tr("%1 (%2)").arg(does, action->shortcut().toString(QKeySequence::NativeText))
                : whyNot);
    };
    set(m_stop, tr("Stop the process: asks it to end (SIGTERM)"), reason);
    set(m_kill, tr("Kill the process (SIGKILL)"), reason);
    set(m_showLoop, tr("Show its event loop"), agent ? QString() : none);
    set(m_copyId, tr("Copy the process id"), agent ? QString() : none);
    m_signalMenu->setEnabled(reason.isEmpty());
    m_signalMenu->menuAction()->setToolTip(reason);
    m_signalButton->setEnabled(reason.isEmpty());
    m_signalButton->setToolTip(reason.isEmpty() ? tr("Send a signal") : reason);
}

void ProcessesPanel::updateSampling()
{
    const bool isOn = isVisible() && m_model->runningCount() > 0;
    m_model->setSampling(isOn);
    if (isOn == m_timer->isActive())
        return;
    if (isOn)
        m_timer->start();
    else
        m_timer->stop();
}

void ProcessesPanel::updateEmptyState()
{
    if (!m_model->isEmpty())
        return;
    const models::RunCoverage coverage = m_run->coverage();
    if (!coverage.isRunning && coverage.isRecorded()) {
        m_empty->setText(tr("No processes yet"),
                         tr("Press Run; your program, its worker threads and the Node.js processes "
                            "that it starts appear here."));
        m_empty->setAction(tr("Run"), u"play"_s);
        return;
    }
    m_empty->setText(coverage.isRecorded() ? tr("No process seen yet") : tr("Not recorded"),
                     coverage.isRecorded()
                         ? tr("Your program, its worker threads and the Node.js processes that it "
                              "starts appear here.")
                         : models::notRecordedText(coverage));
    m_empty->setAction({}, {});
}

void ProcessesPanel::updateColumns()
{
    const QString name = ProcessesModel::sampleText(ProcessesModel::NameColumn);
    int left = width() - m_tree->fontMetrics().horizontalAdvance(name) - 2 * indentation
        - cellPadding - style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    bool fits = true;
    for (const auto column : columnsByNeed) {
        m_tree->setColumnHidden(column, false);
        left -= m_tree->columnWidth(column);
        fits = fits && left >= 0;
        m_tree->setColumnHidden(column, !fits);
    }
}

void ProcessesPanel::showFailure(const QString &text)
{
    m_failure->setText(text);
    updateNotes();
}

void ProcessesPanel::lookForForeignNodes()
{
    const auto nodes = process::foreignNodes(m_model->runningProcesses());
    if (const QString text = models::foreignNodesText(nodes); text != m_foreign->text()) {
        m_foreign->setText(text);
        updateNotes();
    }
}

// Notes give way to the tree where there is no room for both.
void ProcessesPanel::updateNotes()
{
    int left = height() - leastContentHeight();
    for (QLabel *note : { m_failure, m_refused, m_foreign }) {
        const int wanted = note->heightForWidth(width());
        const bool isShown = !note->text().isEmpty() && wanted <= left;
        note->setVisible(isShown);
        left -= isShown ? wanted : 0;
    }
}

// Of the bar and one row.
int ProcessesPanel::leastContentHeight() const
{
    return m_bar->sizeHint().height() + m_tree->header()->sizeHint().height()
        + 2 * m_tree->fontMetrics().height();
}

QSize ProcessesPanel::minimumSizeHint() const
{
    return { std::max(m_empty->minimumSizeHint().width(), m_bar->minimumSizeHint().width()),
             std::max(m_empty->leastHeight(), leastContentHeight()) };
}

void ProcessesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateSampling();
}

void ProcessesPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateSampling();
}

void ProcessesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateColumns();
    updateNotes();
}

void ProcessesPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_refused)
        applyTheme();
}

void ProcessesPanel::applyTheme()
{
    const Theme theme(palette());
    QPalette changed = palette();
    changed.setColor(QPalette::WindowText, theme.mutedText());
    m_count->setPalette(changed);
    changed.setColor(QPalette::WindowText, theme.warning());
    for (QLabel *note : { m_refused, m_failure, m_foreign })
        note->setPalette(changed);
}

} // namespace looptide::panels
