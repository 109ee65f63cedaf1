// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/eventlooppanel.h"

#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/runfeed.h"
#include "panels/common/theme.h"
#include "panels/eventloop/agentchooser.h"
#include "panels/eventloop/handlelist.h"
#include "panels/eventloop/loophealth.h"
#include "panels/eventloop/loopphasemodel.h"
#include "panels/eventloop/loopplot.h"
#include "panels/eventloop/loopstats.h"
#include "panels/eventloop/looptexts.h"
#include "panels/eventloop/phasedelegate.h"
#include "panels/eventloop/phasering.h"

#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace looptide::panels {

using models::LoopPhaseModel;
using models::LoopStats;
using models::Theme;

namespace {

constexpr int twoColumnsFrom = 620;
constexpr int threeColumnsFrom = 1000;
constexpr int tallFrom = 560; // two columns use the height better
constexpr double towerRatio = 1.5; // of height to width, from which one column uses it best
constexpr int rowPadding = 5;
constexpr int samplesPerDescription = 8; // every two seconds

} // namespace

PanelDescriptor EventLoopPanel::descriptor()
{
    const auto create = [](models::RunFeed *run, PanelHost *host) {
        auto *panel = new EventLoopPanel(run->loop());
        panel->addAgentChooser(run);
        panel->setCoverage(run->coverage());
        connect(run, &models::RunFeed::coverageChanged, panel,
                [panel, run] { panel->setCoverage(run->coverage()); });
        connect(panel, &EventLoopPanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &EventLoopPanel::urlActivated, host, &PanelHost::urlActivated);
        connect(panel, &EventLoopPanel::runRequested, host, &PanelHost::runRequested);
        return panel;
    };
    return { .id = QStringLiteral("eventloop"),
             .title = tr("Event Loop"),
             .icon = QStringLiteral("activity"),
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_5),
             .place = PanelPlace::Right,
             .createForRun = create,
             .minimumWidth = 250 }; // the ring and its labels
}

EventLoopPanel::EventLoopPanel(LoopStats *stats, QWidget *parent)
    : QWidget(parent), m_stats(stats), m_model(new LoopPhaseModel(stats, this)),
      m_layout(new QVBoxLayout(this)), m_pages(new QStackedWidget(this)),
      m_empty(new EmptyState(QStringLiteral("refresh-cw"), this)), m_content(new QWidget),
      m_grid(new QGridLayout(m_content)), m_ring(new PhaseRing(stats, m_content)),
      m_table(new QTableView(m_content)), m_explanation(new QLabel(m_content)),
      m_plot(new LoopPlot(stats, m_content)), m_handleBox(new QWidget(m_content)),
      m_handles(new HandleList(stats, m_handleBox)), m_health(new QLabel(this)),
      m_blocked(new QLabel(this)), m_lost(new QLabel(m_content))
{
    setupTable();
    setupContent();
    connectParts();
    arrange(1);
    applyTheme();
    onSampled();
}

void EventLoopPanel::setupTable()
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PhaseDelegate(m_stats, m_table));
    m_table->setAccessibleName(tr("Figures of the loop's phases"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setMouseTracking(true);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *rows = m_table->verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setMinimumSectionSize(8);
    const int rowHeight = m_table->fontMetrics().height() + rowPadding;
    rows->setDefaultSectionSize(rowHeight);
    QHeaderView *columns = m_table->horizontalHeader();
    columns->setHighlightSections(false);
    columns->setSectionResizeMode(QHeaderView::Fixed);
    columns->setSectionResizeMode(LoopPhaseModel::NameColumn, QHeaderView::Stretch);
    columns->setSectionsClickable(false);
    const auto figureWidth =
        m_table->fontMetrics().horizontalAdvance(QStringLiteral("< 0.1 %")) + 18;
    for (int column = LoopPhaseModel::RateColumn; column < LoopPhaseModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, std::max(figureWidth, columns->sectionSizeHint(column)));
    m_table->setFixedHeight(columns->sizeHint().height() + rowHeight * LoopPhaseModel::rowTotal
                            + 2);
}

void EventLoopPanel::setupContent()
{
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setWordWrap(true);
    m_explanation->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_explanation->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *title = new QLabel(tr("Active handles"), m_handleBox);
    title->setToolTip(tr("What the loop watches. The program ends when none is left that keeps it "
                         "running."));
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto *handleLayout = new QVBoxLayout(m_handleBox);
    handleLayout->setContentsMargins({});
    handleLayout->setSpacing(4);
    handleLayout->addWidget(title);
    handleLayout->addWidget(m_handles);
    m_lost->setTextFormat(Qt::PlainText);
    m_lost->setWordWrap(true);
    m_lost->hide();
    m_health->setObjectName(QStringLiteral("loopHealth"));
    m_health->setTextFormat(Qt::PlainText);
    m_health->setWordWrap(true);
    m_health->setContentsMargins(10, 6, 10, 0);
    m_health->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    m_health->hide();
    m_blocked->setObjectName(QStringLiteral("blockedPlace"));
    m_blocked->setTextFormat(Qt::RichText);
    m_blocked->setWordWrap(true);
    m_blocked->setMargin(8);
    m_blocked->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_blocked->setToolTip(tr("Nothing else can run until this code returns: click to see it"));
    m_blocked->hide();

    m_grid->setContentsMargins(10, 6, 10, 8);
    m_grid->setSpacing(8);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_content);
    updateEmptyState();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(scroll);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    m_layout->addWidget(m_blocked);
    m_layout->addWidget(m_health);
    m_layout->addWidget(m_pages);
}

void EventLoopPanel::addAgentChooser(models::RunFeed *run)
{
    m_layout->insertWidget(0, new AgentChooser(run, this));
}

void EventLoopPanel::connectParts()
{
    connect(m_empty, &EmptyState::actionRequested, this, &EventLoopPanel::actOnEmptyState);
    connect(m_stats, &LoopStats::sampled, this, &EventLoopPanel::onSampled);
    connect(m_ring, &PhaseRing::rowHovered, this, &EventLoopPanel::pointOut);
    connect(m_ring, &PhaseRing::rowClicked, this, [this](int row) {
        if (row < 0)
            m_table->setCurrentIndex({});
        else
            m_table->selectRow(row);
    });
    connect(m_table, &QAbstractItemView::entered, this,
            [this](const QModelIndex &index) { pointOut(index.row()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { pointOut(current.row()); });
    connect(m_blocked, &QLabel::linkActivated, this, [this] {
        if (const auto place = m_stats->blockedPlace())
            Q_EMIT fileActivated(place->path(), int(place->line), int(place->column));
    });
    explain(-1);
}

void EventLoopPanel::arrange(int columns)
{
    if (m_columns == columns)
        return;
    m_columns = columns;
    while (m_grid->count() > 0)
        delete m_grid->takeAt(0);
    for (int i = 0; i < 8; ++i)
        m_grid->setRowStretch(i, 0);
    for (int i = 0; i < 3; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    switch (columns) {
    case 1:
        m_grid->addWidget(m_ring, 0, 0);
        m_grid->addWidget(m_table, 1, 0);
        m_grid->addWidget(m_explanation, 2, 0);
        m_grid->addWidget(m_plot, 3, 0);
        m_grid->addWidget(m_handleBox, 4, 0);
        m_grid->addWidget(m_lost, 5, 0);
        m_grid->setRowStretch(0, 3);
        m_grid->setRowStretch(3, 2);
        break;
    case 2:
        m_grid->addWidget(m_ring, 0, 0, 2, 1);
        m_grid->addWidget(m_table, 0, 1);
        m_grid->addWidget(m_plot, 1, 1, 2, 1);
        m_grid->addWidget(m_explanation, 2, 0);
        m_grid->addWidget(m_handleBox, 3, 0, 1, 2);
        m_grid->addWidget(m_lost, 4, 0, 1, 2);
        m_grid->setRowStretch(1, 1);
        break;
    default:
        m_grid->addWidget(m_ring, 0, 0, 4, 1);
        m_grid->addWidget(m_table, 0, 1);
        m_grid->addWidget(m_explanation, 1, 1, 3, 1);
        m_grid->addWidget(m_plot, 0, 2, 2, 1);
        m_grid->addWidget(m_handleBox, 2, 2);
        m_grid->addWidget(m_lost, 3, 2);
        m_grid->setRowStretch(1, 1);
    }
}

void EventLoopPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool flat = width() >= threeColumnsFrom && height() < tallFrom;
    const bool isTower = width() < threeColumnsFrom && height() > towerRatio * width();
    arrange(flat ? 3 : width() >= twoColumnsFrom && !isTower ? 2 : 1);
    updateColumns();
    keepRoomForExplanations();
}

int EventLoopPanel::columnWidth() const
{
    const QMargins margins = m_grid->contentsMargins();
    return (width() - margins.left() - margins.right() - (m_columns - 1) * m_grid->spacing())
        / m_columns;
}

// Hides columns of figures that would leave too little room for the names.
void EventLoopPanel::updateColumns()
{
    int used = 0;
    for (int row = 0; row < LoopPhaseModel::rowTotal; ++row)
        used = std::max(used,
                        m_table->fontMetrics().horizontalAdvance(
                            m_model->index(row, LoopPhaseModel::NameColumn).data().toString()));
    used += 3 * PhaseDelegate::dotWidth + m_pages->style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    for (int column = LoopPhaseModel::RateColumn; column < LoopPhaseModel::ColumnCount; ++column) {
        m_table->setColumnHidden(column, false);
        used += m_table->columnWidth(column);
        m_table->setColumnHidden(column, used > columnWidth());
    }
}

// Keeps the layout still while the mouse moves over the phases.
void EventLoopPanel::keepRoomForExplanations()
{
    int height = 0;
    for (int row = 0; row < LoopPhaseModel::rowTotal; ++row)
        height = std::max(
            height,
            m_explanation->fontMetrics()
                .boundingRect(0, 0, columnWidth(), 10'000, Qt::TextWordWrap, explanationOf(row))
                .height());
    m_explanation->setMinimumHeight(height + 2);
}

void EventLoopPanel::pointOut(int row)
{
    if (row < 0)
        row = m_table->currentIndex().row();
    m_ring->setHighlightedRow(row);
    explain(row);
}

void EventLoopPanel::explain(int row)
{
    if (row < 0) {
        m_explanation->setText(tr("Point at a phase to read what happens there."));
        return;
    }
    m_explanation->setText(explanationOf(row));
}

QString EventLoopPanel::explanationOf(int row) const
{
    const QModelIndex index = m_model->index(row, LoopPhaseModel::NameColumn);
    return models::unbrokenWords(index.data().toString() + u'\n'
                                 + index.data(LoopPhaseModel::ExplanationRole).toString());
}

void EventLoopPanel::onSampled()
{
    m_pages->setCurrentIndex(m_stats->hasData() ? 1 : 0);
    const quint64 lost = m_stats->totals().lostRecords();
    m_lost->setVisible(lost != 0);
    if (lost != 0)
        m_lost->setText(
            tr("⚠ %1 records were lost: the loop was faster than it could be shown, and "
               "the figures are too low.")
                .arg(models::countText(lost)));
    updateBlocked();
    const bool isTimely = m_described++ % samplesPerDescription == 0;
    if (isTimely || m_stats->activity() == LoopStats::Activity::Blocked || m_stats->hasEnded())
        updateHealth();
    if (!isTimely)
        return;
    const LoopStats::Now &now = m_stats->now();
    m_ring->setAccessibleDescription(tr("%1 % busy, %2 iterations a second")
                                         .arg(now.utilisation * 100, 0, 'f', 0)
                                         .arg(now.iterationsPerSecond, 0, 'f', 0));
    m_plot->setAccessibleDescription(tr("%1 % busy, longest lag in the last second %2")
                                         .arg(now.utilisation * 100, 0, 'f', 0)
                                         .arg(models::durationText(now.longestLagNs)));
}

void EventLoopPanel::setCoverage(const models::RunCoverage &coverage)
{
    if (m_coverage == coverage)
        return;
    m_coverage = coverage;
    updateEmptyState();
}

void EventLoopPanel::updateEmptyState()
{
    if (m_coverage.isRecorded() && !m_coverage.isRunning) {
        m_empty->setText(tr("The event loop, live"),
                         tr("Press Run; the phases of your program's event loop appear here: where "
                            "its time goes, how busy it is, and what it waits for."));
        m_empty->setAction(tr("Run"), QStringLiteral("play"));
        return;
    }
    if (m_coverage.isRecorded()) {
        m_empty->setText(tr("The event loop, live"),
                         tr("The phases appear here when a Node.js program of this run starts."));
        m_empty->setAction({}, {});
        return;
    }
    const QString printed = models::printedAddressText(m_coverage);
    m_empty->setText(m_coverage.isRunning ? tr("Not recorded yet") : tr("Not recorded"),
                     QStringList { models::notRecordedText(m_coverage),
                                   tr("Its event loop does not appear here."), printed }
                         .join(u' ')
                         .trimmed());
    if (printed.isEmpty())
        m_empty->setAction({}, {});
    else
        m_empty->setAction(tr("Open in browser"), QStringLiteral("external-link"));
}

void EventLoopPanel::actOnEmptyState()
{
    if (m_coverage.isRunning && !m_coverage.printed.isEmpty())
        Q_EMIT urlActivated(m_coverage.printed.first());
    else
        Q_EMIT runRequested();
}

// Only after a second: a line that appears and disappears often would move the panel's contents.
void EventLoopPanel::updateBlocked()
{
    constexpr quint64 shownAfterNs = 1'000'000'000;
    const auto place = m_stats->blockedPlace();
    const bool isShown = place && m_stats->blockedNs() > shownAfterNs;
    m_blocked->setVisible(isShown);
    if (!isShown)
        return;
    const QString link = QStringLiteral("<a href=\"place\">%1</a>")
                             .arg(models::blockedPlaceText(*place).toHtmlEscaped());
    const QString function = models::visibleText(QString::fromUtf8(place->function));
    m_blocked->setText(
        function.isEmpty()
            ? tr("⚠ Blocked for %1 by the code at %2")
                  .arg(models::durationText(m_stats->blockedNs()), link)
            : tr("⚠ Blocked for %1 by %2 at %3")
                  .arg(models::durationText(m_stats->blockedNs()), function.toHtmlEscaped(), link));
}

// Every two seconds, so that it can be read, and while the loop is blocked.
void EventLoopPanel::updateHealth()
{
    const auto health = models::LoopHealth::of(*m_stats);
    m_health->setVisible(!health.text.isEmpty() && m_blocked->isHidden());
    m_health->setText(health.isWarning()
                          ? QStringLiteral("⚠ %1 %2").arg(health.text, health.advice).trimmed()
                          : QStringLiteral("● %1").arg(health.text));
    m_health->setToolTip(models::LoopHealth::lagText(*m_stats));
    if (std::exchange(m_isUnhealthy, health.isWarning()) != health.isWarning())
        applyTheme();
}

void EventLoopPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void EventLoopPanel::applyTheme()
{
    const Theme theme(palette());
    // The table has the background of the panel.
    QPalette flat = palette();
    flat.setColor(QPalette::Base, palette().color(QPalette::Window));
    m_table->setPalette(flat);
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, theme.warning());
    m_lost->setPalette(warning);
    m_blocked->setPalette(warning);
    m_health->setPalette(m_isUnhealthy ? warning : palette());
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, theme.mutedText());
    m_explanation->setPalette(muted);
}

} // namespace looptide::panels
