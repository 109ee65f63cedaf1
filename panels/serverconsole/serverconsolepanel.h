// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "panels/common/runcoverage.h"
#include "panels/serverconsole/consolesettings.h"
#include "panels/serverconsole/har/har.h"
#include "runtime/trace/httpexchange.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QMenu;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace looptide::models {
class LoopStats;
class ServerConsoleModel;
class ServerConsoleProxy;
} // namespace looptide::models

namespace looptide::trace {
class RequestRuleList;
}

namespace looptide::panels {

class Composer;
class EmptyState;
class EventTable;
class ExchangeDetails;
class FlowLayout;
class RequestFilter;
class RouteList;
class RuleBar;

// The requests that the running server receives, live. Follows the newest row until the user
// scrolls away. It costs nothing while hidden, because the model counts the figures.
class ServerConsolePanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows the panel.
    static PanelDescriptor descriptor();

    explicit ServerConsolePanel(models::ServerConsoleModel *model, QWidget *parent = nullptr);

    // What the user has chosen to be recorded of requests.
    trace::RequestDetail requestDetail() const { return m_settings.detail(); }
    ~ServerConsolePanel() override;

    // Sets the addresses of recorded servers; empty when there are none.
    void setListenAddresses(const QList<trace::ListenAddress> &addresses);
    // Sets the folder of the program, with its .http files.
    void setFolder(const QString &folder);
    // Sets the event loop of the server, which is shown beside load.
    void setLoop(const models::LoopStats *loop) { m_loop = loop; }
    // Sets the rules of requests, which live longer. Without them, the panel has none.
    void setRules(trace::RequestRuleList *rules);
    // Sets whether a program runs and what is recorded of it, which determines the text of the
    // empty panel.
    void setCoverage(const models::RunCoverage &coverage);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void urlActivated(const QUrl &url);
    void placeActivated(const QString &path, int line, int column);
    void runRequested();
    void requestDetailChanged(const looptide::trace::RequestDetail &detail);
    // A breakpoint on requests like these (RequestRule).
    void breakRequested(const QString &method, const QString &path);
    void leaveRequested(); // Esc, when there is nothing to step back from

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *addGroup();
    void setupAddressRow();
    void setupFilterRow();
    void setupCounts(QWidget *group);
    void setupTools(QWidget *group);
    void setupTable();
    void setupRoutes();
    void showCallsOfProgram();
    void updateCallsOfProgram();
    void setupMenu();
    void addRecordingMenu(QMenu *menu);
    void addColumnMenu(QMenu *menu);
    void addRulesMenu(QMenu *menu);
    void addRuleActions(QMenu *menu, const trace::HttpExchange &exchange);
    void openRules();
    void changeSettings(const models::ConsoleSettings &settings);
    void setGrouped(bool on);
    void setupComposer();
    void addFileActions(QMenu *menu);
    void exportHar(models::Secrets secrets);
    void importHar();
    void compose(const trace::HttpExchange &exchange, bool sends);
    void composeFor(const QString &path);
    void openLoad(const trace::HttpExchange &exchange);
    void showComposer(bool visible);
    void arrangeLists();
    QStringList knownUrls() const;
    void setupDetails();
    void setupShortcuts();
    void connectModel();
    QToolButton *addTool(QLayout *row, const QString &icon, const QString &toolTip);

    void applyFilter();
    void setFollowing(bool on);
    void scrollToNewest();
    void arrange();
    void updateColumns();
    void dropToolsThatDoNotFit();
    int heightOfPage(int rows) const; // with this number of table rows
    QList<QUrl> urls() const; // recorded ones, otherwise those that the output names
    void updateAddress();
    QString countsText() const;
    QString countsToolTip() const;
    void updateCounts();
    void updatePage();
    void updateEmptyState();
    void actOnEmptyState();
    void showDetails(bool visible);
    void updateDetails();
    void openContextMenu(const QPoint &position);
    void escape();
    static void copy(const QString &text);
    int currentRow() const; // of the model; -1 without a selected one
    std::optional<trace::HttpExchange> currentExchange() const;
    QString originOf(const trace::HttpExchange &exchange) const;
    void addCopyActions(QMenu *menu, const trace::HttpExchange &exchange);

    models::ServerConsoleModel *m_model;
    models::ServerConsoleProxy *m_proxy;
    const models::LoopStats *m_loop = nullptr;
    QList<trace::ListenAddress> m_addresses;
    QTimer m_countTimer;
    models::RunCoverage m_coverage;
    int m_agentWidth = 0; // of the column of agents; a hidden one reports none
    models::ConsoleSettings m_settings;
    bool m_following = true;
    bool m_detailsWanted = true; // unless the user closed them

    QWidget *m_bar = nullptr;
    FlowLayout *m_tools; // of m_bar
    QWidget *m_origin;
    QLabel *m_lamp;
    QToolButton *m_address;
    QToolButton *m_copyAddress;
    QLabel *m_counts;
    QLabel *m_lost;
    RequestFilter *m_filter = nullptr;
    QWidget *m_figures;
    QToolButton *m_follow;
    QToolButton *m_compose;
    QToolButton *m_group;
    QToolButton *m_more;
    QToolButton *m_clear;
    trace::RequestRuleList *m_rules = nullptr;
    RuleBar *m_ruleBar;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QSplitter *m_splitter;
    QStackedWidget *m_lists;
    QTableView *m_table = nullptr;
    RouteList *m_routes = nullptr; // made when it is shown for the first time
    EventTable *m_callsOfProgram = nullptr; // the same
    ExchangeDetails *m_details;
    Composer *m_composer;
};

} // namespace looptide::panels
