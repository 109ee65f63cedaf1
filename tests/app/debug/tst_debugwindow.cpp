// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/debug/debugcontroller.h"
#include "app/runs/runcontroller.h"
#include "app/window/dockarea.h"
#include "editor/editorarea.h"
#include "panels/debugger/debuggerpanel.h"
#include "panels/debugger/valuetree.h"
#include "panels/output/outputpanel.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <QTreeView>

using namespace looptide;
using namespace Qt::StringLiterals;

// The debugger in the window of the product, with real programs.
class tst_DebugWindow : public RealRunsTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin(u"debugwindow"_s); }
    void init();
    void cleanup();
    void cleanupTestCase() { close(); }

    void f9StopsTheProgramAndF5ContinuesIt();
    void pausedProgramIsShownInEditorAndPanel();
    void stepsGoThroughTheLines();
    void consoleEvaluatesInTheFrame();
    void stopEndsAPausedProgram();
    void restartStopsAgain();
    void breakpointsMoveWithTheText();
    void breakpointsAreKeptWithTheProject();
    void normalRunIgnoresBreakpoints();

private:
    static constexpr int timeoutMs = 30'000;

    QString openProgram(const QByteArray &source);
    inspector::DebugSession *debugger() const { return m_window->debugging()->shown(); }
    app::RunSession *session() const { return m_window->runs()->shown(); }
    bool debugTo(int line);
    int pausedLine() const
    {
        return debugger()->isPaused() ? debugger()->shown()->frames().first().place.line : 0;
    }
    panels::DebuggerPanel *panel() const;
    bool waitForEnd() const
    {
        return QTest::qWaitFor([this] { return !session()->isRunning(); }, timeoutMs);
    }
    static QString dump(const QAbstractItemModel *model, const QModelIndex &parent = {});
};

void tst_DebugWindow::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    write(u"p/package.json"_s, R"({ "name": "p", "main": "app.js" })");
}

void tst_DebugWindow::cleanup()
{
    m_window->runs()->breakpoints()->removeAll();
    m_window->runs()->stopAll();
    QVERIFY(waitForEnd());
    m_window->runs()->closeAll();
    m_window->editor()->closeAll();
}

QString tst_DebugWindow::openProgram(const QByteArray &source)
{
    const QString path = QFileInfo(write(u"p/app.js"_s, source)).canonicalFilePath();
    m_window->openProject(QFileInfo(path).path());
    m_window->openFile(path);
    return path;
}

bool tst_DebugWindow::debugTo(int line)
{
    m_window->openFile(m_window->editor()->currentFile(), line, 1);
    command("debug.toggleBreakpoint")->trigger();
    command("debug.start")->trigger();
    return QTest::qWaitFor([&] { return pausedLine() == line; }, timeoutMs);
}

panels::DebuggerPanel *tst_DebugWindow::panel() const
{
    const auto all = m_window->findChildren<panels::DebuggerPanel *>();
    for (panels::DebuggerPanel *each : all) {
        if (each->isVisible())
            return each;
    }
    return all.isEmpty() ? nullptr : all.first();
}

QString tst_DebugWindow::dump(const QAbstractItemModel *model, const QModelIndex &parent)
{
    QStringList lines;
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex name = model->index(row, 0, parent);
        lines += name.data().toString() + u'=' + name.siblingAtColumn(1).data().toString();
    }
    return lines.join(u' ');
}

void tst_DebugWindow::f9StopsTheProgramAndF5ContinuesIt()
{
    openProgram("const a = 1;\nconsole.log('done');\n");
    QVERIFY(debugTo(1));
    QCOMPARE(session()->state(), core::RunState::Paused);
    QVERIFY(command("debug.continue")->isEnabled());
    command("run.run")->trigger(); // F5
    QVERIFY(waitForEnd());
    QCOMPARE(session()->result()->exitCode, 0);
    QVERIFY(!command("debug.continue")->isEnabled());
}

void tst_DebugWindow::pausedProgramIsShownInEditorAndPanel()
{
    const QString path = openProgram("function main(n) {\n  const user = { name: 'Ada' };\n"
                                     "  return user.name + n;\n}\nmain(7);\n");
    QVERIFY(debugTo(3));
    QCOMPARE(m_window->editor()->currentFile(), path);
    QCOMPARE(m_window->editor()->currentLine(), 3);
    QVERIFY(m_window->docks()->isShown(u"debugger"_s));
    const QTreeView *stack = nullptr;
    const auto trees = panel()->findChildren<QTreeView *>();
    for (const QTreeView *tree : trees) {
        if (tree->accessibleName() == u"Call stack")
            stack = tree;
    }
    QVERIFY(stack);
    QVERIFY2(dump(stack->model()).startsWith(u"main=app.js:3 (anonymous)=app.js:5"),
             qPrintable(dump(stack->model())));
    const QAbstractItemModel *model = nullptr;
    for (const QTreeView *tree : trees) {
        if (tree->accessibleName() == u"Variables")
            model = tree->model();
    }
    QVERIFY(model);
    QTRY_COMPARE(model->rowCount(model->index(0, 0)), 2);
    QTRY_VERIFY2(dump(model, model->index(0, 0)).startsWith(u"n=7 user={name: 'Ada'}"),
                 qPrintable(dump(model, model->index(0, 0))));
}

void tst_DebugWindow::stepsGoThroughTheLines()
{
    openProgram("let n = 1;\nn += 1;\nn += 1;\nconsole.log(n);\n");
    QVERIFY(debugTo(1));
    command("debug.stepOver")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(pausedLine(), 2, timeoutMs);
    command("debug.stepOver")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(pausedLine(), 3, timeoutMs);
    QCOMPARE(m_window->editor()->currentLine(), 3);
}

void tst_DebugWindow::consoleEvaluatesInTheFrame()
{
    openProgram("const secret = 41;\nconsole.log(secret);\n");
    QVERIFY(debugTo(2));
    auto *output = panel()->findChild<QPlainTextEdit *>();
    QLineEdit *input = nullptr;
    const auto fields = panel()->findChildren<QLineEdit *>();
    for (QLineEdit *field : fields) {
        if (field->accessibleName() == u"Expression to evaluate")
            input = field;
    }
    QVERIFY(input);
    input->setText(u"secret + 1"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(output->toPlainText().endsWith(u"42"), timeoutMs);
    QTest::keyClick(input, Qt::Key_Up);
    QCOMPARE(input->text(), u"secret + 1"_s);
}

void tst_DebugWindow::stopEndsAPausedProgram()
{
    openProgram("setInterval(() => {}, 1000);\n");
    QVERIFY(debugTo(1));
    command("run.stop")->trigger();
    QVERIFY(waitForEnd());
    QCOMPARE(session()->result()->reason, core::RunResult::Reason::Stopped);
    QCOMPARE(debugger()->state(), inspector::DebugSession::State::Off);
}

void tst_DebugWindow::restartStopsAgain()
{
    openProgram("setInterval(() => {}, 1000);\n");
    QVERIFY(debugTo(1));
    command("run.restart")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(pausedLine(), 0, timeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(pausedLine(), 1, timeoutMs);
}

void tst_DebugWindow::breakpointsMoveWithTheText()
{
    const QString path = openProgram("const a = 1;\nconst b = 2;\nconsole.log(a + b);\n");
    m_window->openFile(path, 3, 1);
    command("debug.toggleBreakpoint")->trigger();
    QVERIFY(m_window->runs()->breakpoints()->at(path, 3));
    m_window->openFile(path, 1, 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(m_window->runs()->breakpoints()->at(path, 4));
    QCOMPARE(m_window->runs()->breakpoints()->all().size(), 1);
    QVERIFY(m_window->editor()->saveAll());
}

void tst_DebugWindow::breakpointsAreKeptWithTheProject()
{
    const QString path = openProgram("const a = 1;\n");
    inspector::Breakpoint breakpoint { 0, path, 1, u"a > 0"_s };
    m_window->runs()->breakpoints()->add(breakpoint);
    m_window->openProject(m_dir->path());
    QVERIFY(m_window->runs()->breakpoints()->isEmpty());
    m_window->openProject(QFileInfo(path).path());
    QCOMPARE(m_window->runs()->breakpoints()->all().size(), 1);
    QCOMPARE(m_window->runs()->breakpoints()->all().first().condition, u"a > 0"_s);
}

void tst_DebugWindow::normalRunIgnoresBreakpoints()
{
    const QString path = openProgram("console.log('x');\n");
    m_window->runs()->breakpoints()->add({ 0, path, 1 });
    command("run.run")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(session()->result(), timeoutMs);
    QCOMPARE(session()->result()->exitCode, 0);
    QCOMPARE(debugger()->state(), inspector::DebugSession::State::Off);
}

QTEST_MAIN(tst_DebugWindow)
#include "tst_debugwindow.moc"
