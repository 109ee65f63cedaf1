// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/serverconsolepanel.h"

#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/flowlayout.h"
#include "panels/common/icons.h"
#include "panels/common/runfeed.h"
#include "panels/common/theme.h"
#include "panels/serverconsole/composer/composer.h"
#include "panels/serverconsole/exchange/eventtable.h"
#include "panels/serverconsole/exchangedelegate.h"
#include "panels/serverconsole/exchangedetails.h"
#include "panels/serverconsole/list/routelist.h"
#include "panels/serverconsole/requestfilter.h"
#include "panels/serverconsole/rules/rulebar.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsoleproxy.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QUrl>

#include <array>
#include <chrono>

namespace looptide::panels {

using models::ServerConsoleModel;
using models::Theme;
using trace::HttpExchange;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto countInterval = 250ms;
// Above this ratio of width to height, the details are beside the table, otherwise below it.
constexpr double sideBySideRatio = 1.5;
// A low panel shows this many requests before it shows all tools.
constexpr int wantedRows = 3;

} // namespace

PanelDescriptor ServerConsolePanel::descriptor()
{
    const auto create = [](models::RunFeed *run, PanelHost *host) {
        auto *panel = new ServerConsolePanel(run->requests());
        panel->setCoverage(run->coverage());
        panel->setLoop(run->loop());
        if (run->rules())
            panel->setRules(run->rules());
        connect(run, &models::RunFeed::coverageChanged, panel,
                [panel, run] { panel->setCoverage(run->coverage()); });
        panel->setFolder(run->folder());
        connect(run, &models::RunFeed::started, panel,
                [panel, run] { panel->setFolder(run->folder()); });
        connect(run, &models::RunFeed::listeningChanged, panel,
                &ServerConsolePanel::setListenAddresses);
        run->setRequestDetail(panel->requestDetail());
        connect(panel, &ServerConsolePanel::requestDetailChanged, run,
                &models::RunFeed::setRequestDetail);
        connect(panel, &ServerConsolePanel::urlActivated, host, &PanelHost::urlActivated);
        connect(panel, &ServerConsolePanel::placeActivated, host, &PanelHost::fileActivated);
        connect(panel, &ServerConsolePanel::runRequested, host, &PanelHost::runRequested);
        connect(panel, &ServerConsolePanel::breakRequested, host,
                &PanelHost::requestBreakpointRequested);
        connect(panel, &ServerConsolePanel::leaveRequested, host, &PanelHost::editorRequested);
        return panel;
    };
    return { .id = QStringLiteral("console"),
             .title = tr("Server Console"),
             .icon = QStringLiteral("server"),
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_4),
             .place = PanelPlace::BottomBeside,
             .createForRun = create };
}

ServerConsolePanel::ServerConsolePanel(ServerConsoleModel *model, QWidget *parent)
    : QWidget(parent), m_model(model), m_proxy(new models::ServerConsoleProxy(model, this)),
      m_settings(models::ConsoleSettings::load()), m_bar(new QWidget(this)),
      m_ruleBar(new RuleBar(this)), m_pages(new QStackedWidget(this)),
      m_empty(new EmptyState(u"radio"_s, this)), m_splitter(new QSplitter(this))
{
    m_tools = new FlowLayout(6, m_bar);
    m_tools->setContentsMargins(8, 4, 8, 4);
    m_bar->installEventFilter(this);
    setupAddressRow();
    setupFilterRow();
    m_lists = new QStackedWidget(m_splitter);
    setupTable();
    setupDetails();
    setupComposer();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_splitter);
    setupShortcuts();
    connectModel();
    m_model->setLimits(m_settings.limits());
    updateAddress();
    updateCounts();
    updatePage();
}

// A window that closes while the panel is destroyed lays the table out once more. The scroll bar
// must not call the panel then.
ServerConsolePanel::~ServerConsolePanel()
{
    m_table->verticalScrollBar()->disconnect(this);
}

QToolButton *ServerConsolePanel::addTool(QLayout *row, const QString &iconName,
                                         const QString &toolTip)
{
    auto *button = new QToolButton(m_bar);
    button->setAutoRaise(true);
    button->setIcon(icon(iconName));
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    row->addWidget(button);
    return button;
}

// Tools that stay together when the bar breaks into rows.
QWidget *ServerConsolePanel::addGroup()
{
    auto *group = new QWidget(m_bar);
    auto *row = new QHBoxLayout(group);
    row->setContentsMargins({});
    row->setSpacing(4);
    m_bar->layout()->addWidget(group);
    return group;
}

void ServerConsolePanel::setupFilterRow()
{
    m_filter = new RequestFilter(m_bar, m_model);
    m_filter->text()->installEventFilter(this);
    QLayout *bar = m_bar->layout();
    bar->addWidget(m_filter->text());
    bar->addWidget(m_filter->method());
    bar->addWidget(m_filter->chips());
    connect(m_filter, &RequestFilter::changed, this, &ServerConsolePanel::applyFilter);
    m_figures = addGroup();
    setupCounts(m_figures);
    setupTools(addGroup());
}

void ServerConsolePanel::setupCounts(QWidget *group)
{
    QLayout *row = group->layout();
    m_counts = new QLabel(group);
    m_counts->setTextFormat(Qt::PlainText);
    row->addWidget(m_counts);
    m_lost = new QLabel(group);
    m_lost->setTextFormat(Qt::PlainText);
    m_lost->hide();
    row->addWidget(m_lost);
}

void ServerConsolePanel::setupTools(QWidget *group)
{
    QLayout *row = group->layout();
    m_follow =
        addTool(row, u"arrow-down"_s, tr("Follow the newest request; scrolling up stops it (End)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    connect(m_follow, &QToolButton::clicked, this, &ServerConsolePanel::setFollowing);
    m_compose = addTool(row, u"send"_s, tr("Compose and send a request (Ctrl+K)"));
    connect(m_compose, &QToolButton::clicked, this, [this] { composeFor(u"/"_s); });
    m_group = addTool(row, u"list-tree"_s,
                      tr("Group by route: number, rate, median, p95, p99 and errors (Ctrl+G)"));
    m_group->setCheckable(true);
    connect(m_group, &QToolButton::clicked, this, &ServerConsolePanel::setGrouped);
    m_clear = addTool(row, u"trash-2"_s, tr("Clear the list (Ctrl+L)"));
    connect(m_clear, &QToolButton::clicked, m_model, &ServerConsoleModel::clear);
    m_more = addTool(row, u"ellipsis"_s, tr("Recording, columns and files"));
    setupMenu();
}

void ServerConsolePanel::setupDetails()
{
    m_details = new ExchangeDetails(m_splitter);
    m_details->hide();
    connect(m_details, &ExchangeDetails::closeRequested, this, [this] { showDetails(false); });
    connect(m_details, &ExchangeDetails::copyRequested, this, &ServerConsolePanel::copy);
    connect(m_details, &ExchangeDetails::placeActivated, this,
            [this](const QString &path, int line) { Q_EMIT placeActivated(path, line, 0); });
    connect(m_details->copyMenu(), &QMenu::aboutToShow, this, [this] {
        m_details->copyMenu()->clear();
        addCopyActions(m_details->copyMenu(), m_details->exchange());
    });
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_lists);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    connect(m_empty, &EmptyState::actionRequested, this, &ServerConsolePanel::actOnEmptyState);
    connect(m_empty, &EmptyState::otherActionRequested, this, [this] {
        composeFor(u"/"_s);
        m_composer->send();
    });
}

void ServerConsolePanel::connectModel()
{
    connect(m_model, &ServerConsoleModel::countsChanged, this, &ServerConsolePanel::updateColumns);
    connect(m_model, &ServerConsoleModel::countsChanged, this, [this] {
        if (isVisible() && !m_countTimer.isActive())
            m_countTimer.start();
    });
    connect(m_model, &ServerConsoleModel::eventsAdded, this, [this] {
        if (!isVisible())
            return;
        m_table->viewport()->update();
        updateDetails();
        updateCallsOfProgram();
    });
    m_countTimer.setInterval(countInterval);
    connect(&m_countTimer, &QTimer::timeout, this, &ServerConsolePanel::updateCounts);

    QScrollBar *bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, &ServerConsolePanel::scrollToNewest);
    // Only the user's actions on the bar change following; rows that are added or removed do not.
    connect(bar, &QScrollBar::actionTriggered, this,
            [this, bar](int) { setFollowing(bar->sliderPosition() >= bar->maximum()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ServerConsolePanel::updateDetails);
    connect(m_proxy, &QAbstractItemModel::dataChanged, this, [this] {
        if (m_details->isVisible())
            updateDetails();
    });
    // The rows that the user reads stay in place when the oldest rows are dropped.
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this,
            [this, bar](const QModelIndex &, int first, int last) {
                const int height = m_table->verticalHeader()->defaultSectionSize();
                if (!m_following && first == 0)
                    bar->setValue(bar->value() - (last - first + 1) * height);
            });
    for (const auto signal :
         { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(m_proxy, signal, this, &ServerConsolePanel::updatePage);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &ServerConsolePanel::updatePage);
    connect(m_proxy, &QAbstractItemModel::layoutChanged, this, &ServerConsolePanel::updatePage);
}

// The list also contains the requests from before a restart, and none from before it was cleared.
// When its count differs from that of the run, which the status strip shows, the text contains
// both.
QString ServerConsolePanel::countsText() const
{
    const QLocale locale;
    const QString total = locale.toString(m_model->totalCount());
    if (m_proxy->isFiltering())
        return tr("Requests: %1 of %2").arg(locale.toString(m_proxy->rowCount()), total);
    if (m_model->totalCount() == m_model->runCount())
        return tr("Requests: %1").arg(total);
    return tr("Requests: %1 listed, %2 in this run")
        .arg(total, locale.toString(m_model->runCount()));
}

QString ServerConsolePanel::countsToolTip() const
{
    QStringList lines;
    if (m_model->briefCount() != 0)
        lines += tr("Every request is listed. Under load, headers and bodies are recorded of a "
                    "sample only: %1 requests have none. \"Record all headers and bodies\" in the "
                    "menu changes that, and slows the program down")
                     .arg(QLocale().toString(m_model->briefCount()));
    if (m_model->log().droppedDetails() != 0)
        lines += tr("The headers and bodies of %1 older requests were dropped to save memory")
                     .arg(QLocale().toString(m_model->log().droppedDetails()));
    if (m_model->droppedCount() != 0)
        lines += tr("The %1 newest are shown; older ones were dropped from the list")
                     .arg(QLocale().toString(m_model->rowCount()));
    return lines.join(u'\n');
}

void ServerConsolePanel::updateCounts()
{
    const double rate = m_model->requestsPerSecond(QDateTime::currentMSecsSinceEpoch());
    QString text = countsText();
    if (rate > 0)
        text += tr(" · %1/s").arg(QLocale().toString(rate, 'f', rate < 10 ? 1 : 0));
    m_counts->setText(text);
    m_counts->setToolTip(countsToolTip());
    m_lost->setVisible(m_model->lostCount() != 0);
    m_lost->setText(tr("⚠ %1 lost").arg(models::countText(m_model->lostCount())));
    m_lost->setToolTip(tr("Messages about requests did not arrive here: these requests are missing "
                          "or lack their end"));
    if (rate == 0)
        m_countTimer.stop();
}

void ServerConsolePanel::applyFilter()
{
    m_proxy->setFilter(m_filter->filter());
    m_filter->setMistakes(m_proxy->mistakes());
    arrange();
    updateCounts();
    updatePage();
    scrollToNewest();
}

void ServerConsolePanel::setFollowing(bool on)
{
    m_following = on;
    m_follow->setChecked(on);
    scrollToNewest();
}

void ServerConsolePanel::scrollToNewest()
{
    QScrollBar *bar = m_table->verticalScrollBar();
    if (m_following && !m_proxy->isSorted())
        bar->setValue(bar->maximum());
}

void ServerConsolePanel::updatePage()
{
    const bool isGrouped = m_lists->currentWidget() == m_routes;
    const bool isOther =
        m_composer->isVisibleTo(m_splitter) || m_lists->currentWidget() == m_callsOfProgram;
    const bool empty = isOther ? false
        : isGrouped            ? m_model->rowCount() == 0
                               : m_proxy->rowCount() == 0;
    QWidget *page = empty ? static_cast<QWidget *>(m_empty) : m_splitter;
    if (m_pages->currentWidget() != page)
        m_pages->setCurrentWidget(page);
    if (empty)
        updateEmptyState();
}

void ServerConsolePanel::showDetails(bool visible)
{
    m_detailsWanted = visible;
    updateDetails();
    if (!visible)
        m_table->setFocus();
}

void ServerConsolePanel::updateDetails()
{
    const std::optional<HttpExchange> exchange = currentExchange();
    const bool visible = m_detailsWanted && exchange.has_value()
        && m_lists->currentWidget() == m_table && !m_composer->isVisibleTo(m_splitter);
    if (visible) {
        m_details->setExchange(
            *exchange, m_model->hasSeveralAgents() ? m_model->agentAt(currentRow()) : QString());
        m_details->setEvents(m_model->eventsAt(currentRow()));
    }
    if (visible == m_details->isVisibleTo(m_splitter))
        return;
    m_details->setVisible(visible);
    scrollToNewest();
}

void ServerConsolePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() > sideBySideRatio * height();
    m_splitter->setOrientation(wide ? Qt::Horizontal : Qt::Vertical);
    arrangeLists();
    arrange();
}

// Places the children by hand. When there is too little height for both, a layout would shrink the
// tools below what the pages need.
void ServerConsolePanel::arrange()
{
    dropToolsThatDoNotFit();
    int tools = m_tools->heightForWidth(width());
    m_bar->setGeometry(0, 0, width(), tools);
    if (m_ruleBar->isWanted()) {
        const int rules = m_ruleBar->sizeHint().height();
        m_ruleBar->setGeometry(0, tools, width(), rules);
        tools += rules;
    }
    m_pages->setGeometry(0, tools, width(), std::max(0, height() - tools));
}

// Hides tools when there is no room for all of them. The filter's text also finds methods and
// states, so their tools are hidden first, then everything but the buttons. Tools that currently
// hide requests are hidden last.
void ServerConsolePanel::dropToolsThatDoNotFit()
{
    struct Tool
    {
        QWidget *widget;
        int rows; // of the table that must stay visible
        bool isUsed;
    };
    const QLineEdit *text = m_filter->text();
    const Tool tools[] = {
        { m_filter->chips(), wantedRows, m_filter->usesChips() },
        { m_filter->method(), wantedRows, m_filter->usesMethod() },
        { m_figures, 1, false },
        { m_filter->text(), 1, !text->text().isEmpty() || text->hasFocus() },
        { m_origin, 1, false },
    };
    QList<QWidget *> dropped;
    for (const Tool &tool : tools) {
        if (!tool.isUsed
            && m_tools->heightWithout(dropped, width()) > height() - heightOfPage(tool.rows))
            dropped.append(tool.widget);
    }
    for (const Tool &tool : tools) {
        if (tool.isUsed
            && m_tools->heightWithout(dropped, width()) > height() - m_empty->leastHeight())
            dropped.append(tool.widget);
    }
    for (const Tool &tool : tools)
        tool.widget->setHidden(dropped.contains(tool.widget));
}

int ServerConsolePanel::heightOfPage(int rows) const
{
    return std::max(m_empty->leastHeight(),
                    m_table->horizontalHeader()->sizeHint().height()
                        + rows * m_table->verticalHeader()->defaultSectionSize());
}

QSize ServerConsolePanel::minimumSizeHint() const
{
    const QSize tools = m_tools->minimumSize();
    return { std::max(tools.width(), m_pages->minimumSizeHint().width()),
             tools.height() + heightOfPage(1)
                 + (m_ruleBar->isWanted() ? m_ruleBar->sizeHint().height() : 0) };
}

bool ServerConsolePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::Resize)
        updateColumns();
    // Longer texts may move the tools to another row, and a text filter without focus may be hidden
    // again.
    if ((watched == m_bar && event->type() == QEvent::LayoutRequest)
        || (m_filter && watched == m_filter->text() && event->type() == QEvent::FocusOut))
        arrange();
    return QWidget::eventFilter(watched, event);
}

void ServerConsolePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_countTimer.start();
    updateCounts();
    updateDetails();
}

void ServerConsolePanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_countTimer.stop();
}

void ServerConsolePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !m_pages)
        return;
    const Theme theme(palette());
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, theme.mutedText());
    m_counts->setPalette(muted);
    muted.setColor(QPalette::WindowText, theme.warning());
    m_lost->setPalette(muted);
    updateAddress();
}

} // namespace looptide::panels
