// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/debug/debugcontroller.h"
#include "app/runs/runcontroller.h"
#include "app/window/dockarea.h"
#include "app/window/statusstrip.h"
#include "editor/editorarea.h"
#include "panels/serverconsole/rules/rulebar.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "runtime/trace/requestrulelist.h"
#include "runtime/trace/tracestore.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QTcpSocket>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using inspector::Breakpoint;
using trace::RequestRule;

// Rules and breakpoints for requests, breakpoints on phases, and changes of a running program, in
// the window of the product with real programs.
class tst_RequestWindow : public RealRunsTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin(u"requestwindow"_s); }
    void init();
    void cleanup();
    void cleanupTestCase() { close(); }

    void rulesChangeARunningServer();
    void rulesAreKeptWithTheProject();
    void breakOnRequestsAttachesAndStops();
    void phaseBreakpointOpensTheStepper();
    void savedChangeGoesIntoTheProgram();

private:
    static constexpr int timeoutMs = 30'000;

    QString openServer();
    bool startServer(const char *command);
    // Sends a request. The first line of the response, as soon as it is there.
    void ask(const QByteArray &path);
    bool waitForAnswer(const QByteArray &text);
    app::RunSession *session() const { return m_window->runs()->shown(); }

    std::unique_ptr<QTcpSocket> m_client;
    QByteArray m_answer;
};

void tst_RequestWindow::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    write(u"p/package.json"_s, R"({ "name": "p", "main": "app.js" })");
}

void tst_RequestWindow::cleanup()
{
    m_client.reset();
    m_window->runs()->breakpoints()->removeAll();
    m_window->runs()->rules()->setJson({});
    m_window->runs()->stopAll();
    QTRY_VERIFY_WITH_TIMEOUT(!session()->isRunning(), timeoutMs);
    m_window->runs()->closeAll();
    m_window->editor()->closeAll();
}

QString tst_RequestWindow::openServer()
{
    const QString path =
        QFileInfo(write(u"p/app.js"_s,
                        "const http = require('http');\n"
                        "function handle(request, response) {\n"
                        "  response.end('own answer');\n"
                        "}\n"
                        "http.createServer((q, s) => handle(q, s)).listen(0, '127.0.0.1');\n"))
            .canonicalFilePath();
    m_window->openProject(QFileInfo(path).path());
    m_window->openFile(path);
    return path;
}

bool tst_RequestWindow::startServer(const char *name)
{
    command(name)->trigger();
    return QTest::qWaitFor([this] { return !session()->urls().isEmpty(); }, timeoutMs);
}

void tst_RequestWindow::ask(const QByteArray &path)
{
    m_answer.clear();
    m_client = std::make_unique<QTcpSocket>();
    connect(m_client.get(), &QTcpSocket::readyRead, this,
            [this] { m_answer += m_client->readAll(); });
    m_client->connectToHost(u"127.0.0.1"_s, quint16(session()->urls().first().port()));
    m_client->write("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
}

bool tst_RequestWindow::waitForAnswer(const QByteArray &text)
{
    return QTest::qWaitFor([&] { return m_answer.contains(text); }, timeoutMs);
}

void tst_RequestWindow::rulesChangeARunningServer()
{
    openServer();
    QVERIFY(startServer("run.run"));
    ask("/a");
    QVERIFY(waitForAnswer("own answer"));
    RequestRule rule;
    rule.path = u"/a"_s;
    rule.status = 418;
    rule.body = u"of the rule"_s;
    m_window->runs()->rules()->add(rule);
    auto *bar = m_window->findChild<panels::RuleBar *>();
    QVERIFY(bar && bar->isWanted());
    // The rule takes its own way to the program.
    QTRY_VERIFY_WITH_TIMEOUT(
        (ask("/a"), waitForAnswer("\r\n\r\n"), m_answer.contains("of the rule")), timeoutMs);
    const models::ServerConsoleModel *requests = session()->requests();
    QTRY_VERIFY(requests->rowAt(requests->rowCount() - 1).effects == 1);
    m_window->runs()->rules()->setOn(false);
    QVERIFY(!bar->isWanted());
    QTRY_VERIFY_WITH_TIMEOUT(
        (ask("/a"), waitForAnswer("\r\n\r\n"), m_answer.contains("own answer")), timeoutMs);
}

void tst_RequestWindow::rulesAreKeptWithTheProject()
{
    const QString path = openServer();
    RequestRule rule;
    rule.path = u"/kept"_s;
    m_window->runs()->rules()->add(rule);
    m_window->openProject(m_dir->path());
    QVERIFY(m_window->runs()->rules()->all().isEmpty());
    m_window->openProject(QFileInfo(path).path());
    QCOMPARE(m_window->runs()->rules()->all().size(), 1);
    QCOMPARE(m_window->runs()->rules()->all().first().path, u"/kept"_s);
}

void tst_RequestWindow::breakOnRequestsAttachesAndStops()
{
    const QString path = openServer();
    QVERIFY(startServer("run.run"));
    m_window->debugging()->breakOnRequests(u"GET"_s, u"/stop/:id"_s);
    inspector::DebugSession *debugger = session()->debugger();
    QTRY_COMPARE_WITH_TIMEOUT(debugger->state(), inspector::DebugSession::State::Attached,
                              timeoutMs);
    const auto isOver = [&] { return debugger->isPaused() || !m_answer.isEmpty(); };
    // The breakpoint takes its own way to the program.
    for (int i = 0; i < 1000 && !debugger->isPaused(); ++i) {
        ask("/stop/1");
        QVERIFY(QTest::qWaitFor(isOver, timeoutMs));
    }
    QVERIFY(debugger->isPaused());
    QCOMPARE(debugger->shown()->frames().first().place.line, 5);
    QVERIFY(debugger->shown()->isAtRequest());
    QCOMPARE(m_window->editor()->currentFile(), path);
    command("debug.continue")->trigger();
    QVERIFY(waitForAnswer("own answer"));
    m_window->runs()->breakpoints()->removeAll();
}

void tst_RequestWindow::phaseBreakpointOpensTheStepper()
{
    openServer();
    QVERIFY(startServer("run.run"));
    Breakpoint breakpoint;
    breakpoint.kind = Breakpoint::Kind::Phase;
    breakpoint.name = u"check"_s;
    const int id = m_window->runs()->breakpoints()->add(breakpoint);
    ask("/a");
    QTRY_VERIFY_WITH_TIMEOUT(m_window->docks()->isShown(u"stepper"_s), timeoutMs);
    const auto isPaused = [this] {
        return session()->trace()->agents().value(0).pause.reason == core::PauseReason::Stepping;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isPaused(), timeoutMs);
    m_window->runs()->breakpoints()->remove(id);
    QVERIFY(session()->sendCommand(0, trace::Command::stepLoop(trace::StepTarget::Continue)));
    QTRY_VERIFY_WITH_TIMEOUT(!isPaused(), timeoutMs);
    QVERIFY(waitForAnswer("own answer"));
}

void tst_RequestWindow::savedChangeGoesIntoTheProgram()
{
    const QString path = openServer();
    QVERIFY(startServer("debug.start"));
    m_window->openFile(path, 3, 17);
    QTest::keyClicks(QApplication::focusWidget(), u"new "_s);
    QVERIFY(m_window->editor()->saveAll());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->statusStrip()->currentMessage().contains(u"app.js"),
                             timeoutMs);
    ask("/a");
    QVERIFY(waitForAnswer("\r\n\r\n"));
    QVERIFY2(m_answer.contains("new own answer"), m_answer);
}

QTEST_MAIN(tst_RequestWindow)
#include "tst_requestwindow.moc"
