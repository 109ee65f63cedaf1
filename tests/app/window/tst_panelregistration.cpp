// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runcontroller.h"
#include "app/runs/runsession.h"
#include "app/runs/runviews.h"
#include "app/window/dockarea.h"
#include "panels/common/runfeed.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;

namespace {

// A panel that nothing but its descriptor makes known to the window. It says what its run does.
class HelloPanel : public QLabel
{
    Q_OBJECT
public:
    static panels::PanelDescriptor descriptor()
    {
        const auto create = [](models::RunFeed *run, panels::PanelHost *host) {
            auto *panel = new HelloPanel;
            panel->setFocusPolicy(Qt::StrongFocus);
            connect(run, &models::RunFeed::outputReceived, panel,
                    [panel](const QByteArray &bytes) { panel->setText(QString::fromUtf8(bytes)); });
            connect(run, &models::RunFeed::batchCollected, panel,
                    [panel](const trace::TraceBatch &batch) {
                        panel->exchanges += batch.exchanges.size();
                    });
            connect(panel, &HelloPanel::wanted, host, &panels::PanelHost::runRequested);
            return panel;
        };
        return { .id = u"hello"_s,
                 .title = u"Hello"_s,
                 .icon = u"activity"_s,
                 .shortcut = QKeySequence(Qt::ALT | Qt::Key_9),
                 .place = panels::PanelPlace::BottomBeside,
                 .createForRun = create };
    }

    qsizetype exchanges = 0;

Q_SIGNALS:
    void wanted();
};

} // namespace

class tst_PanelRegistration : public FakeRunsTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareApplication(u"panelregistration"_s); }
    void init()
    {
        m_extraPanels = { HelloPanel::descriptor() };
        begin(R"({ "name": "p", "scripts": { "start": "node app.js" } })");
        QVERIFY(m_window->openProject(project()));
    }
    void cleanup() { close(); }

    void aPanelIsInTheMenuAndHasAShortcut();
    void aPanelIsPlacedAndFocused();
    void aPanelSeesItsRun();
    void aPanelAsksTheWindow();
    void aPanelKeepsItsPlace();

private:
    HelloPanel *panel() const { return m_window->findChild<HelloPanel *>(); }
    QAction *toggle() const
    {
        return m_window->docks()->findChild<QAction *>(u"view.panel.hello"_s);
    }
};

void tst_PanelRegistration::aPanelIsInTheMenuAndHasAShortcut()
{
    QVERIFY(toggle());
    QVERIFY(m_window->commands().contains(toggle()));
    QCOMPARE(toggle()->shortcut(), QKeySequence(Qt::ALT | Qt::Key_9));
    const auto menus = m_window->menuBar()->actions();
    QVERIFY(std::ranges::any_of(
        menus, [this](const QAction *menu) { return menu->menu()->actions().contains(toggle()); }));
}

void tst_PanelRegistration::aPanelIsPlacedAndFocused()
{
    QVERIFY(panel());
    toggle()->trigger();
    QVERIFY(m_window->docks()->isShown(u"hello"_s));
    QTRY_VERIFY(panel()->isVisible());
    QTRY_VERIFY(panel()->hasFocus());
    toggle()->trigger();
    QVERIFY(!m_window->docks()->isShown(u"hello"_s));
}

void tst_PanelRegistration::aPanelSeesItsRun()
{
    m_window->runProject();
    QTRY_COMPARE(m_requests.size(), 1);
    m_runtimes.first()->emitOutput("hello");
    QCOMPARE(panel()->text(), u"hello"_s);
    trace::HttpExchange exchange;
    exchange.id = 1;
    exchange.state = trace::HttpExchange::State::Finished;
    m_runtimes.first()->exchange(exchange);
    QTRY_COMPARE(panel()->exchanges, 1);
}

void tst_PanelRegistration::aPanelAsksTheWindow()
{
    Q_EMIT panel()->wanted();
    QTRY_COMPARE(m_requests.size(), 1);
}

void tst_PanelRegistration::aPanelKeepsItsPlace()
{
    m_window->docks()->show(u"hello"_s);
    const QByteArray layout = m_window->docks()->save();
    toggle()->trigger(); // goes to it
    toggle()->trigger(); // hides it
    QVERIFY(!m_window->docks()->isShown(u"hello"_s));
    QVERIFY(m_window->docks()->restore(layout));
    QVERIFY(m_window->docks()->isShown(u"hello"_s));
}

QTEST_MAIN(tst_PanelRegistration)
#include "tst_panelregistration.moc"
