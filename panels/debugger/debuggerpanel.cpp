// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/debuggerpanel.h"

#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/flowlayout.h"
#include "panels/common/icons.h"
#include "panels/common/runfeed.h"
#include "panels/common/theme.h"
#include "panels/debugger/breakpointsmodel.h"
#include "panels/debugger/callstackmodel.h"
#include "panels/debugger/debugconsole.h"
#include "panels/debugger/valuetree.h"
#include "panels/debugger/variablesmodel.h"
#include "panels/debugger/watchlist.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace looptide::panels {

using inspector::DebugSession;
using models::CallStackModel;
using models::Theme;
using namespace Qt::StringLiterals;

namespace {

constexpr int gaps = 12; // between the parts, one below the other

// For one row of a narrow panel; the tooltip has all of it.
QString shortened(const QString &text)
{
    constexpr qsizetype longest = 48;
    return text.size() <= longest ? text : text.first(longest) + u'…';
}

// What is not the user's own code is grey.
class FrameDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool isHeading = index.data(CallStackModel::IsHeadingRole).toBool();
        option->font.setItalic(isHeading);
        if (isHeading || index.data(CallStackModel::IsForeignRole).toBool())
            option->palette.setColor(QPalette::Text, Theme(option->palette).mutedText());
    }
};

} // namespace

PanelDescriptor DebuggerPanel::descriptor()
{
    const auto create = [](models::RunFeed *run, PanelHost *host) {
        auto *panel = new DebuggerPanel(run);
        connect(panel, &DebuggerPanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &DebuggerPanel::debugRequested, host, &PanelHost::debugRequested);
        connect(panel, &DebuggerPanel::attachRequested, host, &PanelHost::attachRequested);
        connect(panel, &DebuggerPanel::breakpointEditRequested, host,
                &PanelHost::breakpointEditRequested);
        connect(panel, &DebuggerPanel::breakpointAddRequested, host,
                &PanelHost::breakpointAddRequested);
        return panel;
    };
    return { .id = u"debugger"_s,
             .title = tr("Debugger"),
             .icon = u"bug"_s,
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_8),
             .place = PanelPlace::BottomBeside,
             .createForRun = create };
}

DebuggerPanel::DebuggerPanel(models::RunFeed *run, QWidget *parent)
    : QWidget(parent),
      m_session(run->debugger() ? run->debugger() : new DebugSession(nullptr, this)), m_run(run),
      m_frames(new CallStackModel(m_session, this)),
      m_breakpointModel(new models::BreakpointsModel(m_session, this)), m_state(new QLabel),
      m_targets(new QComboBox), m_pages(new QStackedWidget), m_empty(new EmptyState(u"bug"_s)),
      m_splitter(new QSplitter), m_stack(new QTreeView),
      m_values(new models::VariablesModel(m_session, this)), m_variables(new ValueTree),
      m_tabs(new QTabWidget), m_watch(new WatchList(m_session)), m_breakpoints(new QListView),
      m_console(new DebugConsole(m_session))
{
    setupActions();
    m_bar = makeBar();
    setupContent();
    connectSession();
    showTargets();
    showState();
}

DebuggerPanel::~DebuggerPanel() = default;

QAction *DebuggerPanel::addAction(const QString &iconName, const QString &text, const QString &tip,
                                  const std::function<void()> &run)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, run);
    return action;
}

// The keys belong to the commands of the window.
void DebuggerPanel::setupActions()
{
    m_resume = addAction(u"play"_s, tr("Continue"), tr("Run until the next stop (F5)"),
                         [this] { m_session->resume(); });
    m_pause = addAction(u"pause"_s, tr("Pause"), tr("Stop at the next statement"),
                        [this] { m_session->requestPause(); });
    m_over = addAction(u"arrow-right"_s, tr("Step Over"), tr("Run this line (F10)"),
                       [this] { m_session->step(inspector::Step::Over); });
    m_into = addAction(u"arrow-down"_s, tr("Step Into"), tr("Go into the function (F11)"),
                       [this] { m_session->step(inspector::Step::Into); });
    m_out =
        addAction(u"arrow-up"_s, tr("Step Out"), tr("Run until this function returns (Shift+F11)"),
                  [this] { m_session->step(inspector::Step::Out); });
    m_restartFrame = addAction(u"rotate-cw"_s, tr("Restart Function"),
                               tr("Run the function that is shown again from its first line"),
                               [this] { m_session->restartFrame(); });
}

QWidget *DebuggerPanel::makeBar()
{
    auto *bar = new QWidget;
    auto *row = new FlowLayout(2, bar);
    row->setContentsMargins(6, 4, 6, 4);
    for (QAction *action : { m_resume, m_pause, m_over, m_into, m_out, m_restartFrame }) {
        auto *button = new QToolButton;
        button->setAutoRaise(true);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        row->addWidget(button);
    }
    m_targets->setAccessibleName(tr("Thread or process"));
    m_targets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_targets->setMinimumContentsLength(12);
    row->addWidget(m_targets);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setObjectName(u"debugger.state"_s);
    m_state->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_state->setMinimumWidth(120);
    m_state->setContentsMargins(6, 0, 0, 0);
    row->addWidget(m_state);
    return bar;
}

QWidget *DebuggerPanel::makeStack()
{
    m_stack->setModel(m_frames);
    m_stack->setItemDelegate(new FrameDelegate(m_stack));
    m_stack->setAccessibleName(tr("Call stack"));
    m_stack->setRootIsDecorated(false);
    m_stack->setUniformRowHeights(true);
    m_stack->setFrameShape(QFrame::NoFrame);
    m_stack->setMinimumHeight(1);
    m_stack->setAllColumnsShowFocus(true);
    m_stack->header()->setStretchLastSection(true);
    m_stack->setColumnWidth(CallStackModel::FunctionColumn, 140);
    m_stack->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copy = new QAction(icon(u"copy"_s), tr("&Copy Call Stack"), m_stack);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_frames->text()); });
    m_stack->addAction(copy);
    connect(m_stack, &QTreeView::clicked, this, &DebuggerPanel::activateFrame);
    connect(m_stack, &QTreeView::activated, this, &DebuggerPanel::activateFrame);
    return m_stack;
}

QWidget *DebuggerPanel::makeBreakpoints()
{
    m_breakpoints->setModel(m_breakpointModel);
    m_breakpoints->setAccessibleName(tr("Breakpoints"));
    m_breakpoints->setFrameShape(QFrame::NoFrame);
    m_breakpoints->setMinimumHeight(1);
    m_breakpoints->setUniformItemSizes(true);
    m_breakpoints->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_breakpoints->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_breakpoints, &QListView::customContextMenuRequested, this,
            &DebuggerPanel::showBreakpointMenu);
    connect(m_breakpoints, &QListView::activated, this, [this](const QModelIndex &index) {
        activateBreakpoint(m_breakpointModel->breakpoint(index.row()));
    });
    auto *remove = new QAction(tr("&Remove"), m_breakpoints);
    remove->setShortcut(Qt::Key_Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, this, [this] {
        if (const QModelIndex index = m_breakpoints->currentIndex(); index.isValid())
            m_session->breakpoints()->remove(m_breakpointModel->breakpoint(index.row()).id);
    });
    m_breakpoints->addAction(remove);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBreakpointBar());
    column->addWidget(m_breakpoints, 1);
    return page;
}

// Those that are not made beside a line of code.
QWidget *DebuggerPanel::makeBreakpointBar()
{
    using Kind = inspector::Breakpoint::Kind;
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setIcon(icon(u"plus"_s));
    button->setText(tr("Add"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolTip(tr("Add a breakpoint on a function, on requests or on a phase of the loop"));
    button->setAccessibleName(tr("Add a breakpoint"));
    auto *menu = new QMenu(button);
    const auto add = [&](const QString &text, Kind kind) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, kind] { Q_EMIT breakpointAddRequested(int(kind)); });
    };
    add(tr("On a &Function…"), Kind::Function);
    add(tr("On &Requests…"), Kind::Request);
    add(tr("On a &Loop Phase…"), Kind::Phase);
    button->setMenu(menu);
    return button;
}

void DebuggerPanel::activateBreakpoint(const inspector::Breakpoint &breakpoint)
{
    if (breakpoint.kind == inspector::Breakpoint::Kind::Line)
        Q_EMIT fileActivated(breakpoint.path, breakpoint.line, 0);
    else
        Q_EMIT breakpointEditRequested(breakpoint.id);
}

void DebuggerPanel::showBreakpointMenu(const QPoint &position)
{
    const QModelIndex index = m_breakpoints->indexAt(position);
    QMenu menu(this);
    if (index.isValid()) {
        const inspector::Breakpoint breakpoint = m_breakpointModel->breakpoint(index.row());
        if (breakpoint.kind == inspector::Breakpoint::Kind::Line)
            menu.addAction(tr("&Go to Line"), this,
                           [this, breakpoint] { activateBreakpoint(breakpoint); });
        menu.addAction(icon(u"pencil"_s), tr("&Edit…"), this,
                       [this, id = breakpoint.id] { Q_EMIT breakpointEditRequested(id); });
        menu.addAction(tr("&Remove"), this,
                       [this, id = breakpoint.id] { m_session->breakpoints()->remove(id); });
        menu.addSeparator();
    }
    menu.addAction(tr("Remove &All"), this, [this] { m_session->breakpoints()->removeAll(); })
        ->setEnabled(!m_session->breakpoints()->isEmpty());
    menu.exec(m_breakpoints->viewport()->mapToGlobal(position));
}

void DebuggerPanel::setupContent()
{
    m_variables->setValues(m_values);
    m_variables->setAccessibleName(tr("Variables"));
    m_variables->open(tr("Local"));
    m_variables->open(tr("Block"));
    m_variables->open(tr("Module"));
    m_splitter->addWidget(makeStack());
    m_splitter->addWidget(m_variables);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 2);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_splitter);
    m_tabs->setDocumentMode(true);
    m_tabs->setElideMode(Qt::ElideNone); // a narrow panel scrolls them
    m_tabs->addTab(m_console, tr("Console"));
    m_tabs->addTab(m_watch, tr("Watch"));
    m_tabs->addTab(makeBreakpoints(), tr("Breakpoints"));
    m_tabs->setAccessibleName(tr("Console, watch and breakpoints"));
    auto *outer = new QSplitter;
    outer->setObjectName(u"debugger.outer"_s);
    outer->addWidget(m_pages);
    outer->addWidget(m_tabs);
    outer->setChildrenCollapsible(false);
    outer->setStretchFactor(0, 3);
    outer->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(outer, 1);
    setFocusProxy(m_variables);
}

void DebuggerPanel::connectSession()
{
    connect(m_session, &DebugSession::stateChanged, this, &DebuggerPanel::showState);
    connect(m_session, &DebugSession::pauseChanged, this, &DebuggerPanel::showState);
    connect(m_session, &DebugSession::pauseChanged, this, &DebuggerPanel::showTargets);
    connect(m_session, &DebugSession::targetsChanged, this, &DebuggerPanel::showTargets);
    connect(m_session, &DebugSession::frameShown, this, &DebuggerPanel::showFrame);
    connect(m_session, &DebugSession::failed, m_console, [this](const QString &reason) {
        m_console->addNote(tr("The debugger could not reach the program: %1").arg(reason));
    });
    connect(m_run, &models::RunFeed::stateChanged, this, &DebuggerPanel::showState);
    connect(m_targets, &QComboBox::activated, this, [this](int index) {
        const auto targets = m_session->targets();
        if (index >= 0 && index < targets.size())
            m_session->show(targets[index]);
    });
    connect(m_variables, &ValueTree::watchRequested, this, [this](const QString &expression) {
        m_watch->add(expression);
        m_tabs->setCurrentWidget(m_watch);
    });
    connect(m_watch, &WatchList::refused, m_console, &DebugConsole::addNote);
    connect(m_values, &models::ValueTreeModel::refused, m_console, &DebugConsole::addNote);
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_run->state() == core::RunState::Running)
            Q_EMIT attachRequested();
        else
            Q_EMIT debugRequested();
    });
}

QString DebuggerPanel::stateText() const
{
    if (m_session->state() == DebugSession::State::Waiting)
        return tr("Attaching…");
    if (!m_session->shown())
        return {};
    if (!m_session->isPaused())
        return m_session->shown()->isPausing() ? tr("Pauses when the program runs code again")
                                               : tr("Running");
    const inspector::PauseInfo &pause = *m_session->shown()->pause();
    if (pause.exception.isValid()) {
        const QString what = pause.exception.description.section(u'\n', 0, 0);
        const QString text =
            pause.isUncaught ? tr("Paused at an uncaught error: %1") : tr("Paused at an error: %1");
        return text.arg(models::visibleText(what));
    }
    if (m_session->shown()->isAtRequest())
        return tr("Paused in the handler of a request");
    return pause.hitBreakpoints.isEmpty() ? tr("Paused") : tr("Paused at a breakpoint");
}

void DebuggerPanel::showState()
{
    const bool isPaused = m_session->isPaused();
    const bool isAttached = m_session->shown() != nullptr;
    m_state->setText(shortened(stateText()));
    m_state->setToolTip(stateText().toHtmlEscaped());
    m_resume->setEnabled(isPaused);
    m_pause->setEnabled(isAttached && !isPaused);
    for (QAction *action : { m_over, m_into, m_out, m_restartFrame })
        action->setEnabled(isPaused);
    m_pages->setCurrentWidget(isPaused ? static_cast<QWidget *>(m_splitter) : m_empty);
    if (isPaused)
        return;
    const bool isRunning = m_run->state() == core::RunState::Running;
    if (isAttached) {
        m_empty->setText(tr("The program runs"),
                         tr("It stops at your breakpoints. Click beside a line to set one."));
        m_empty->setAction({}, {});
    } else {
        m_empty->setText(tr("Not debugging"),
                         tr("Click beside a line of code to set a breakpoint. Debug starts the "
                            "program and stops there; variables and the call stack appear here."));
        m_empty->setAction(isRunning ? tr("Attach to the Program") : tr("Debug"), u"bug"_s);
    }
}

void DebuggerPanel::showTargets()
{
    const auto targets = m_session->targets();
    m_targets->clear();
    for (const inspector::DebugTarget *target : targets) {
        const QString title = models::visibleText(target->info().title);
        const QString name = title.isEmpty() ? tr("Main thread") : title;
        m_targets->addItem(target->isPaused() ? tr("%1 (paused)").arg(name) : name);
    }
    m_targets->setCurrentIndex(int(targets.indexOf(m_session->shown())));
    m_targets->setVisible(targets.size() > 1);
}

void DebuggerPanel::showFrame(int frame)
{
    const int row = m_frames->rowOfFrame(frame);
    if (row >= 0)
        m_stack->setCurrentIndex(m_frames->index(row, 0));
}

void DebuggerPanel::activateFrame(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const inspector::DebugFrame &frame = m_frames->frame(index.row());
    if (frame.index >= 0)
        m_session->showFrame(frame.index);
    else if (!frame.place.path.isEmpty())
        Q_EMIT fileActivated(frame.place.path, frame.place.line, frame.place.column);
}

void DebuggerPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

// Side by side where there is room, otherwise one below the other.
void DebuggerPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const auto orientation = [](bool isWide) { return isWide ? Qt::Horizontal : Qt::Vertical; };
    const int needed = m_bar->heightForWidth(width()) + m_pages->minimumSizeHint().height()
        + m_tabs->minimumSizeHint().height() + gaps;
    const bool isLow = height() < 3 * needed;
    const bool isWide = width() >= (isLow ? 400 : 560);
    findChild<QSplitter *>(u"debugger.outer"_s)->setOrientation(orientation(isWide));
    // In a low and narrow panel, the stack and the variables matter more.
    m_tabs->setVisible(isWide || !isLow);
    m_splitter->setOrientation(orientation(width() >= 820 || height() < 260));
}

QSize DebuggerPanel::minimumSizeHint() const
{
    constexpr int leastWidth = 280;
    const int part =
        std::max(m_pages->minimumSizeHint().height(), m_tabs->minimumSizeHint().height());
    return { leastWidth, m_bar->heightForWidth(leastWidth) + part };
}

} // namespace looptide::panels
