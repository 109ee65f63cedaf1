// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timeline/timelinepanel.h"

#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/icons.h"
#include "panels/common/runfeed.h"
#include "panels/common/theme.h"
#include "panels/timeline/timelinedetails.h"
#include "panels/timeline/timelinerange.h"
#include "panels/timeline/timelinesummary.h"
#include "panels/timeline/timelinetexts.h"
#include "runtime/trace/traceexport.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <chrono>

namespace looptide::panels {

using core::RecordLevel;
using models::TimelineItem;
using models::TimelineLane;
using models::TimelineTexts;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto frameInterval = 33ms;
constexpr auto restInterval = 250ms; // while nothing is new
constexpr auto summingDelay = 300ms;
constexpr int summaryFrom = 620; // pixels of width
constexpr int mostItemsSearched = 500'000;

} // namespace

PanelDescriptor TimelinePanel::descriptor()
{
    const auto create = [](models::RunFeed *run, PanelHost *host) {
        auto *panel = new TimelinePanel(run);
        connect(panel, &TimelinePanel::runRequested, host, &PanelHost::runRequested);
        connect(panel, &TimelinePanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &TimelinePanel::leaveRequested, host, &PanelHost::editorRequested);
        return panel;
    };
    return { .id = u"timeline"_s,
             .title = tr("Timeline"),
             .icon = u"waves"_s,
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_7),
             .place = PanelPlace::Bottom,
             .createForRun = create };
}

TimelinePanel::TimelinePanel(models::RunFeed *run, QWidget *parent)
    : QWidget(parent), m_run(run), m_lanes(new models::TimelineLanes(run->trace(), this)),
      m_range(new models::TimelineRange(this)),
      m_summaryModel(new models::TimelineSummary(m_lanes, this)), m_pages(new QStackedWidget(this)),
      m_empty(new EmptyState(u"waves"_s, this)), m_content(new QWidget),
      m_view(new TimelineView(m_lanes, m_range)), m_details(new TimelineDetails(m_lanes))
{
    setupActions();
    setupContent();
    connectParts();
    showLevel();
    applyTheme();
    updateEmptyState();
}

QAction *TimelinePanel::addAction(const QString &iconName, const QString &text,
                                  const QKeySequence &keys)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(
        tr("%1 (%2)").arg(text, action->shortcut().toString(QKeySequence::NativeText)));
    QWidget::addAction(action);
    return action;
}

void TimelinePanel::setupActions()
{
    m_follow = addAction(u"arrow-right"_s, tr("Follow the running program"), Qt::Key_End);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_showAll = addAction(u"app-window"_s, tr("Show the whole run"), Qt::Key_Home);
    m_zoomIn = addAction(u"zoom-in"_s, tr("Zoom in"), Qt::Key_Plus);
    m_zoomOut = addAction(u"zoom-out"_s, tr("Zoom out"), Qt::Key_Minus);
    m_find = addAction(u"search"_s, tr("Find"), QKeySequence::Find);
    m_export = addAction(u"download"_s, tr("Export for Perfetto or as CSV…"),
                         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
}

void TimelinePanel::setupContent()
{
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->addWidget(m_view);
    setupSummary();
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);

    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_splitter, 1);
    column->addWidget(m_details);

    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    setFocusProxy(m_view);
}

QWidget *TimelinePanel::makeBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(2);
    for (QAction *action : { m_follow, m_showAll, m_zoomIn, m_zoomOut }) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        row->addWidget(button);
    }
    setupLevels();
    row->addSpacing(6);
    row->addWidget(m_levels);
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Find a function, type or URL"));
    m_search->setAccessibleName(tr("Find in the timeline"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(60);
    row->addWidget(m_search, 1);
    auto *exportButton = new QToolButton;
    exportButton->setDefaultAction(m_export);
    exportButton->setAutoRaise(true);
    row->addWidget(exportButton);
    return bar;
}

void TimelinePanel::setupLevels()
{
    m_levels = new QComboBox;
    m_levels->setAccessibleName(tr("What is recorded"));
    m_levels->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_levels->setMinimumContentsLength(10);
    const auto add = [this](RecordLevel level, const QString &text, const QString &explanation) {
        m_levels->addItem(text, int(level));
        m_levels->setItemData(m_levels->count() - 1, explanation, Qt::ToolTipRole);
    };
    add(RecordLevel::Off, tr("Record nothing"), tr("The program runs without probes."));
    add(RecordLevel::Phases, tr("Record phases"),
        tr("Phases of the loop, requests and garbage collections. Costs a busy server a few "
           "percent."));
    add(RecordLevel::Callbacks, tr("Record callbacks"),
        tr("Also each callback: what it belongs to, its function, and what caused it."));
    add(RecordLevel::Full, tr("Record everything"),
        tr("Also promises, and the line that scheduled each callback. The program runs slower."));
    m_levels->setToolTip(tr("What is recorded of the program. It can be changed at any time."));
}

void TimelinePanel::setupSummary()
{
    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_summaryTitle = new QLabel;
    m_summaryTitle->setTextFormat(Qt::PlainText);
    m_summaryTitle->setMargin(4);
    m_summaryTitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    column->addWidget(m_summaryTitle);
    m_summary = new QTreeView;
    auto *sorted = new QSortFilterProxyModel(m_summary);
    sorted->setSourceModel(m_summaryModel);
    sorted->setSortRole(models::TimelineSummary::SortRole);
    m_summary->setModel(sorted);
    m_summary->setAccessibleName(tr("What ran in the shown time"));
    m_summary->setRootIsDecorated(false);
    m_summary->setUniformRowHeights(true);
    m_summary->setAllColumnsShowFocus(true);
    m_summary->setFrameShape(QFrame::NoFrame);
    m_summary->setSortingEnabled(true);
    m_summary->sortByColumn(models::TimelineSummary::TotalColumn, Qt::DescendingOrder);
    QHeaderView *header = m_summary->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(models::TimelineSummary::NameColumn, QHeaderView::Stretch);
    column->addWidget(m_summary, 1);
    m_splitter->addWidget(side);
}

void TimelinePanel::connectParts()
{
    using models::TimelineRange;
    connect(m_view, &TimelineView::currentChanged, this, [this](const auto &place) {
        m_details->setItem(place);
        m_view->setCause(m_details->cause(), m_details->createdNs());
    });
    connect(m_view, &TimelineView::activated, m_details, &TimelineDetails::open);
    connect(m_details, &TimelineDetails::fileActivated, this, &TimelinePanel::fileActivated);
    connect(m_details, &TimelineDetails::causeRequested, this, [this] {
        const TimelineView::Place cause = m_details->cause();
        m_view->setCurrent(cause);
    });
    connect(m_view, &TimelineView::leaveRequested, this, &TimelinePanel::leaveRequested);
    connect(m_follow, &QAction::toggled, m_range, &TimelineRange::setFollowing);
    connect(m_range, &TimelineRange::followingChanged, m_follow, &QAction::setChecked);
    connect(m_showAll, &QAction::triggered, m_range, &TimelineRange::showAll);
    const auto zoom = [this](double factor) {
        m_range->zoom(factor,
                      m_range->isFollowing() ? m_range->endNs()
                                             : m_range->beginNs() + m_range->lengthNs() / 2);
    };
    connect(m_zoomIn, &QAction::triggered, this, [zoom] { zoom(0.5); });
    connect(m_zoomOut, &QAction::triggered, this, [zoom] { zoom(2); });
    connect(m_find, &QAction::triggered, m_search, [this] { m_search->setFocus(); });
    connect(m_search, &QLineEdit::returnPressed, this, &TimelinePanel::findNext);
    connect(m_export, &QAction::triggered, this, &TimelinePanel::exportRecords);
    connect(m_summary, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const auto *proxy = static_cast<QSortFilterProxyModel *>(m_summary->model());
        goToLongest(proxy->mapToSource(index).row());
    });
    connect(m_levels, &QComboBox::activated, this, &TimelinePanel::chooseLevel);
    connect(m_run, &models::RunFeed::recordLevelChanged, this, &TimelinePanel::showLevel);
    connect(m_run, &models::RunFeed::stateChanged, this, &TimelinePanel::updateEmptyState);
    connect(m_run, &models::RunFeed::coverageChanged, this, &TimelinePanel::updateEmptyState);
    connect(m_run, &models::RunFeed::started, this, [this] { m_range->setFollowing(true); });
    connect(m_empty, &EmptyState::actionRequested, this, &TimelinePanel::runRequested);
    connect(&m_frames, &QTimer::timeout, this, &TimelinePanel::onFrame);
    m_summing.setSingleShot(true);
    m_summing.setInterval(summingDelay);
    connect(&m_summing, &QTimer::timeout, this, &TimelinePanel::sumUp);
    const auto sumUpLater = [this] {
        if (!m_summing.isActive())
            m_summing.start();
    };
    connect(m_range, &TimelineRange::changed, this, sumUpLater);
    connect(m_range, &TimelineRange::selectionChanged, this, sumUpLater);
}

// While the program runs, its time goes on whether or not something happens.
void TimelinePanel::onFrame()
{
    const bool isNew = m_lanes->update();
    const auto next = isNew ? frameInterval : restInterval;
    if (m_frames.intervalAsDuration() != next)
        m_frames.setInterval(next);
    const bool isRunning = m_run->state() == core::RunState::Running;
    if (!isNew && !isRunning)
        return;
    takeRecords();
}

void TimelinePanel::takeRecords()
{
    const bool isRunning = m_run->state() == core::RunState::Running;
    m_newestNs = isRunning && m_range->isFollowing() ? trace::monotonicNs()
                                                     : std::max(m_newestNs, m_lanes->endNs());
    if (m_lanes->beginNs() != 0)
        m_range->setLimits(m_lanes->beginNs(), std::max(m_newestNs, m_lanes->endNs()));
    m_view->refresh(isRunning);
    updateEmptyState();
}

void TimelinePanel::sumUp()
{
    if (!m_summary->isVisible())
        return;
    const bool isSelection = m_range->hasSelection();
    const quint64 from = isSelection ? m_range->selectionBeginNs() : m_range->beginNs();
    const quint64 to = isSelection ? m_range->selectionEndNs() : m_range->endNs();
    m_summaryModel->setRange(from, to);
    const QString length = models::durationText(to - from);
    m_summaryTitle->setText(isSelection ? tr("Selected: %1").arg(length)
                                        : tr("Shown: %1").arg(length));
    if (m_summaryModel->isPartial())
        m_summaryTitle->setText(tr("%1, the first %2 items")
                                    .arg(m_summaryTitle->text(),
                                         QLocale().toString(models::TimelineSummary::mostItems)));
}

void TimelinePanel::goToLongest(int row)
{
    const auto longest = m_summaryModel->longest(row);
    if (longest.lane >= 0)
        m_view->setCurrent({ longest.lane, longest.item });
}

// The next item after the current one whose name contains the text, in time.
void TimelinePanel::findNext()
{
    const QString text = m_search->text();
    if (text.isEmpty())
        return;
    const auto &lanes = m_lanes->lanes();
    const TimelineView::Place &current = m_view->current();
    const quint64 after = current.isValid() ? current.item.beginNs : m_lanes->beginNs();
    TimelineView::Place found;
    int searched = 0;
    for (int i = 0; i < int(lanes.size()); ++i) {
        const TimelineLane &lane = lanes[std::size_t(i)];
        const auto first = std::ranges::upper_bound(lane.items, after, {}, &TimelineItem::endNs);
        for (auto item = first; item != lane.items.end() && ++searched < mostItemsSearched;
             ++item) {
            if (found.isValid() && item->beginNs >= found.item.beginNs)
                break;
            if (TimelineView::Place { i, *item } == current || item->beginNs < after)
                continue;
            if (TimelineTexts::itemName(m_lanes->store(), lane, *item)
                    .contains(text, Qt::CaseInsensitive)) {
                found = { i, *item };
                break;
            }
        }
    }
    if (found.isValid())
        m_view->setCurrent(found);
    else
        m_details->showMessage(tr("Nothing after the selected moment contains “%1”.").arg(text));
}

void TimelinePanel::exportRecords()
{
    const QString chrome = tr("Trace for Perfetto and Chrome (*.json)");
    const QString csv = tr("Table (*.csv)");
    QString chosen;
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the Timeline"), u"looptide-trace.json"_s, chrome + u";;"_s + csv, &chosen);
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const auto format =
        path.endsWith(u".csv"_s) ? trace::ExportFormat::Csv : trace::ExportFormat::ChromeTrace;
    if (file.open(QIODevice::WriteOnly) && trace::exportTrace(m_lanes->store(), format, file)
        && file.commit())
        return;
    QMessageBox::warning(this, tr("Export the Timeline"),
                         tr("The file cannot be written: %1").arg(file.errorString()));
}

void TimelinePanel::chooseLevel(int index)
{
    m_run->setRecordLevel(RecordLevel(m_levels->itemData(index).toInt()));
}

void TimelinePanel::showLevel()
{
    m_levels->setCurrentIndex(m_levels->findData(int(m_run->recordLevel())));
}

void TimelinePanel::updateEmptyState()
{
    if (!m_lanes->lanes().empty()) {
        m_pages->setCurrentWidget(m_content);
        return;
    }
    m_pages->setCurrentWidget(m_empty);
    const models::RunCoverage coverage = m_run->coverage();
    const QString reason = models::notRecordedText(coverage);
    if (coverage.isRunning) {
        m_empty->setText(tr("Nothing recorded yet"),
                         reason.isEmpty() ? tr("The timeline begins with the first turn of the "
                                               "event loop.")
                                          : reason);
        m_empty->setAction({}, {});
        return;
    }
    m_empty->setText(tr("No timeline yet"),
                     reason.isEmpty()
                         ? tr("Run a program to see what its event loop does over time: phases, "
                              "callbacks, promises, garbage collections and requests.")
                         : reason);
    m_empty->setAction(tr("Run"), u"play"_s);
}

QSize TimelinePanel::minimumSizeHint() const
{
    return { 240, 120 };
}

void TimelinePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_lanes->update();
    takeRecords();
    m_frames.start(frameInterval);
    m_summing.start();
}

void TimelinePanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_frames.stop();
    m_summing.stop();
}

void TimelinePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_splitter->widget(1)->setVisible(width() >= summaryFrom);
}

void TimelinePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void TimelinePanel::applyTheme()
{
    const models::Theme theme(palette());
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, theme.mutedText());
    m_summaryTitle->setPalette(muted);
}

} // namespace looptide::panels
