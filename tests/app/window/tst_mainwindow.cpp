// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Longer than 500 lines: making a window takes most of the time of a test, so all share one.
#include "app/dialogs/settingsdialog.h"
#include "app/session.h"
#include "app/settings.h"
#include "app/window/dockarea.h"
#include "app/window/messagebar.h"
#include "app/window/statusstrip.h"
#include "app/window/welcomepage.h"
#include "editor/editorarea.h"
#include "editor/recoveryjournal.h"
#include "panels/eventloop/eventlooppanel.h"
#include "panels/output/outputpanel.h"
#include "panels/projecttree/projecttreepanel.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

using namespace looptide;

class MainWindowTest : public FakeRunsTest
{
    Q_OBJECT

    const QWidget *loopPanel() const
    {
        return m_window->findChild<const panels::EventLoopPanel *>();
    }

private Q_SLOTS:
    void initTestCase() { prepareApplication(QStringLiteral("tst_mainwindow")); }
    void init() { begin(R"({ "main": "app.js" })"); }
    void cleanup() { close(); }

    void showsTheWelcomePageWhenNothingIsOpen()
    {
        QVERIFY(m_window->findChild<app::WelcomePage *>()->isVisible());
        QVERIFY(!m_window->editor()->isVisible());
        QVERIFY(m_window->openProject(project()));
        QVERIFY(!m_window->findChild<app::WelcomePage *>()->isVisible());
        QVERIFY(m_window->editor()->isVisible());
    }

    void describesEveryCommand()
    {
        QSet<QString> names;
        QHash<QKeySequence, QString> shortcuts;
        for (const QAction *action : m_window->commands()) {
            const QByteArray name = action->objectName().toUtf8();
            QVERIFY2(!action->text().isEmpty(), name);
            QVERIFY2(!name.isEmpty(), qPrintable(action->text()));
            QVERIFY2(!names.contains(action->objectName()), name);
            QVERIFY2(!action->toolTip().isEmpty(), name);
            QVERIFY2(!action->statusTip().isEmpty() || !name.startsWith("file.q"), name);
            names.insert(action->objectName());
            if (action->shortcut().isEmpty() || action->shortcutContext() != Qt::WindowShortcut)
                continue;
            QVERIFY2(!shortcuts.contains(action->shortcut()),
                     name + " and " + shortcuts.value(action->shortcut()).toUtf8());
            shortcuts.insert(action->shortcut(), action->objectName());
        }
        QVERIFY(names.size() > 25);
        for (const char *name : { "run.run", "run.stop", "run.restart", "file.newProject" })
            QVERIFY2(!command(name)->shortcut().isEmpty(), name);
        QCOMPARE(m_window->menuBar()->actions().size(), 8);
    }

    void runsStopsAndRestarts()
    {
        QVERIFY(m_window->openProject(project()));
        QVERIFY(command("run.run")->isEnabled());
        QVERIFY(!command("run.stop")->isEnabled());
        command("run.run")->trigger();
        QCOMPARE(m_runtimes[0]->requests.size(), 1);
        QCOMPARE(m_runtimes[0]->requests[0].script, m_dir->filePath(QStringLiteral("p/app.js")));
        QVERIFY(command("run.stop")->isEnabled());
        QCOMPARE(m_window->statusStrip()->runText(), QStringLiteral("Running node app.js"));

        command("run.restart")->trigger();
        QTRY_COMPARE(m_runtimes[0]->requests.size(), 2);
        QCOMPARE(m_runtimes[0]->stopCount, 1);

        command("run.stop")->trigger();
        QTRY_VERIFY(!m_window->runs()->isRunning());
        QCOMPARE(m_window->statusStrip()->runText(), QStringLiteral("Stopped: node app.js"));
        QVERIFY(command("run.run")->isEnabled());
    }

    void aProjectComesBackWithItsTabs()
    {
        const QString app = m_dir->filePath(QStringLiteral("p/app.js"));
        const QString util = m_dir->filePath(QStringLiteral("p/lib/util.js"));
        const QString other = QFileInfo(write(QStringLiteral("other/x.js"))).path();
        QVERIFY(m_window->openProject(project()));
        QVERIFY(m_window->openFile(app));
        QVERIFY(m_window->openFile(util));
        QVERIFY(m_window->openFile(app));
        QVERIFY(m_window->openProject(other));
        QVERIFY(m_window->editor()->isEmpty());
        QVERIFY(m_window->openProject(project()));
        QCOMPARE(m_window->editor()->openFiles(), QStringList({ app, util }));
        QCOMPARE(m_window->editor()->currentFile(), app);

        // Another project was shown last, and this one is named at the start.
        QVERIFY(m_window->openProject(other));
        close();
        app::CommandLine commandLine;
        commandLine.folder = project();
        openWindow(commandLine);
        QCOMPARE(m_window->editor()->openFiles(), QStringList({ app, util }));
    }

    void aRunWritesNoFileOfAnotherProject()
    {
        const QString inside = m_dir->filePath(QStringLiteral("p/app.js"));
        const QString outside = write(QStringLiteral("other/x.js"), "old\n");
        QVERIFY(m_window->openProject(project()));
        for (const QString &path : { outside, inside }) {
            QVERIFY(m_window->openFile(path));
            QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("// new "));
        }
        command("run.run")->trigger();
        const auto text = [](const QString &path) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(text(inside).startsWith("// new "));
        QCOMPARE(text(outside), QByteArray("old\n"));
        QVERIFY(m_window->editor()->hasUnsavedChanges());
        QVERIFY(m_window->editor()->saveAll());
    }

    // What a process leaves that is killed.
    void namesTheDraftsOfTheLastSession()
    {
        const QString path = m_dir->filePath(QStringLiteral("p/app.js"));
        const QString folder = QFileInfo(path).path();
        close();
        {
            editor::RecoveryJournal journal(app::Session::journalDirectory());
            journal.begin(1, { path, {}, {}, {}, editor::fileStamp(path) }, "draft\n");
            journal.flush();
        }
        openWindow();
        QVERIFY2(m_window->message().contains(QStringLiteral("app.js (%1)").arg(folder)),
                 qPrintable(m_window->message()));
        m_window->editor()->newFile();
        const auto *bar = m_window->findChild<app::MessageBar *>();
        auto *button = bar->findChild<QPushButton *>(QStringLiteral("messageAction"));
        QCOMPARE(button->text(), QStringLiteral("Open app.js"));
        button->click();
        QCOMPARE(m_window->editor()->currentFile(), path);
        QVERIFY(m_window->openProject(folder));
        command("run.run")->trigger();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("console.log(1)\n"));
        QVERIFY(m_window->editor()->saveAll());
    }

    void savesBeforeARun()
    {
        QVERIFY(m_window->openProject(project()));
        QVERIFY(m_window->openFile(m_dir->filePath(QStringLiteral("p/app.js"))));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("// new "));
        QVERIFY(m_window->editor()->hasUnsavedChanges());
        QVERIFY(m_window->isWindowModified());
        command("run.run")->trigger();
        QVERIFY(!m_window->editor()->hasUnsavedChanges());
        QFile file(m_dir->filePath(QStringLiteral("p/app.js")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("// new "));
    }

    void showsRequestsAndWhereTheProgramListens()
    {
        QVERIFY(m_window->openProject(project()));
        command("run.run")->trigger();
        trace::ListenAddress address;
        address.host = QStringLiteral("127.0.0.1");
        address.port = 3000;
        address.http = true;
        m_runtimes[0]->listen(address);
        trace::HttpExchange exchange;
        exchange.id = 1;
        exchange.state = trace::HttpExchange::State::Finished;
        exchange.method = QStringLiteral("GET");
        exchange.url = QStringLiteral("/");
        exchange.status = 200;
        m_runtimes[0]->exchange(exchange);
        QTRY_COMPARE(m_window->runs()->requests()->totalCount(), 1U);
        QCOMPARE(m_window->runs()->listening().size(), 1);
        QVERIFY(command("run.openInBrowser")->isEnabled());
        m_runtimes[0]->finish();
        QVERIFY(m_window->runs()->listening().isEmpty());
        QVERIFY(!command("run.openInBrowser")->isEnabled());
        QCOMPARE(m_window->runs()->requests()->totalCount(), 1U); // stays to be read
    }

    void showsOutputAndTheEndOfARun()
    {
        QVERIFY(m_window->openProject(project()));
        command("run.run")->trigger();
        m_runtimes[0]->emitOutput("Error: listen EADDRINUSE: address already in use :::3000\r\n");
        core::RunResult result;
        result.exitCode = 1;
        m_runtimes[0]->finish(result);
        QTRY_VERIFY(
            m_window->output()->visibleText().contains(QStringLiteral("Exited with code 1")));
        QVERIFY(m_window->output()->visibleText().contains(QStringLiteral("Port 3000 is in use")));
    }

    void saysWhyNothingRuns()
    {
        command("run.run")->trigger();
        QVERIFY(m_window->message().contains(QStringLiteral("Nothing is open")));
        write(QStringLiteral("bad/package.json"), "{ nope");
        QVERIFY(m_window->openProject(m_dir->filePath(QStringLiteral("bad"))));
        QVERIFY(m_window->message().isEmpty());
        command("run.run")->trigger();
        QVERIFY2(m_window->message().contains(QStringLiteral("package.json")),
                 qPrintable(m_window->message()));
        QVERIFY(!m_window->openProject(m_dir->filePath(QStringLiteral("gone"))));
        QVERIFY(m_window->message().contains(QStringLiteral("gone")));
    }

    void continuesWhereItLeftOff()
    {
        const QString util = m_dir->filePath(QStringLiteral("p/lib/util.js"));
        QVERIFY(m_window->openProject(project()));
        QVERIFY(m_window->openFile(m_dir->filePath(QStringLiteral("p/app.js"))));
        QVERIFY(m_window->openFile(util));
        m_window->docks()->show(QStringLiteral("dependencies"));
        m_window->resize(1111, 777);
        reopen();
        QCOMPARE(m_window->project(), project());
        QCOMPARE(m_window->editor()->openFiles().size(), 2);
        QCOMPARE(m_window->editor()->currentFile(), util);
        QVERIFY(m_window->docks()->isShown(QStringLiteral("dependencies")));
        QVERIFY(!m_window->docks()->isShown(QStringLiteral("project")));
    }

    void keepsTheSizesOfPanels()
    {
        const auto sizes = [this] {
            QStringList result;
            for (QWidget *panel : { static_cast<QWidget *>(m_window->output()),
                                    static_cast<QWidget *>(m_window->projectTree()) })
                result.append(QStringLiteral("%1x%2").arg(panel->width()).arg(panel->height()));
            return result.join(u' ');
        };
        const QString before = sizes();
        reopen();
        QCOMPARE(sizes(), before);
        reopen();
        QCOMPARE(sizes(), before);
    }

    // The program may take the process with it before anything else is written.
    void keepsWhatIsOpenBeforeAProgramStarts()
    {
        const QString util = m_dir->filePath(QStringLiteral("p/lib/util.js"));
        QVERIFY(m_window->openProject(project()));
        QVERIFY(m_window->openFile(util));
        command("run.run")->trigger();
        const app::SessionState state = app::Session::load();
        QCOMPARE(state.project, project());
        QVERIFY(state.editor.contains(util.toUtf8()));
        QVERIFY(m_window->openFile(m_dir->filePath(QStringLiteral("p/app.js"))));
        command("run.restart")->trigger();
        QTRY_COMPARE(m_requests.size(), 2);
        QVERIFY(app::Session::load().editor.contains(
            "\"current\":\"" + m_dir->filePath(QStringLiteral("p/app.js")).toUtf8() + '"'));
    }

    void tellsOfACrashInThreeLines()
    {
        const QString report =
            write(QStringLiteral("crash.txt"),
                  "signal: SIGSEGV (invalid memory reference at address 0x18)\n"
                  "program: node servers/orders/with-a-long-name/app.js --port 1\n"
                  "native stack:\n/x/looptide(+0x1)[0x5]\n/lib/libc.so.6(+0x3)[0x7]\n"
                  "/p/node_modules/better-sqlite3-multiple-ciphers/build/Release/"
                  "better_sqlite3_multiple_ciphers.node(_ZN5Addon)[0x7f11]\n");
        close();
        app::CommandLine commandLine;
        commandLine.folder = project();
        commandLine.crashReport = report;
        openWindow(commandLine);
        for (const char *part : { "SIGSEGV", "better_sqlite", "node servers" })
            QVERIFY2(m_window->message().contains(QLatin1StringView(part)),
                     qPrintable(m_window->message()));
        const auto *bar = m_window->findChild<app::MessageBar *>();
        const auto *text = bar->findChild<QLabel *>(QStringLiteral("messageText"));
        constexpr int narrow = 400; // in a window of 1024 pixels
        QVERIFY2(text->heightForWidth(narrow) <= 3 * text->fontMetrics().lineSpacing() + 2,
                 qPrintable(text->text()));
        const auto buttons = bar->findChildren<QPushButton *>(QStringLiteral("messageAction"));
        QCOMPARE(buttons.size(), 2);
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(m_window->editor()->currentFile(), report);
        QVERIFY(!m_window->message().isEmpty());
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QVERIFY(command("run.isolated")->isChecked());
        QVERIFY(m_window->message().isEmpty());
    }

    void offersToOpenTheDraftsAfterACrash()
    {
        const QString report = write(QStringLiteral("crash.txt"),
                                     "signal: SIGSEGV (invalid memory reference)\nthread: window\n"
                                     "native stack:\n/x/looptide(+0x1)[0x5]\n");
        const QStringList paths { m_dir->filePath(QStringLiteral("p/app.js")),
                                  m_dir->filePath(QStringLiteral("p/lib/util.js")) };
        close();
        {
            editor::RecoveryJournal journal(app::Session::journalDirectory());
            for (int id = 1; const QString &path : paths)
                journal.begin(id++, { path, {}, {}, {}, editor::fileStamp(path) }, "draft\n");
            journal.flush();
        }
        app::CommandLine commandLine;
        commandLine.crashReport = report;
        openWindow(commandLine);
        const auto *bar = m_window->findChild<app::MessageBar *>();
        QMap<QString, QPushButton *> buttons;
        for (auto *button : bar->findChildren<QPushButton *>(QStringLiteral("messageAction")))
            buttons.insert(button->text(), button);
        QCOMPARE(QStringList(buttons.keys()),
                 QStringList({ QStringLiteral("&Details"), QStringLiteral("Open app.js"),
                               QStringLiteral("Open util.js") }));
        for (const QString &path : paths) {
            buttons.value(QStringLiteral("Open ") + QFileInfo(path).fileName())->click();
            QCOMPARE(m_window->editor()->currentFile(), path);
            QVERIFY(!m_window->message().isEmpty());
        }
        QVERIFY(m_window->editor()->saveAll());
    }

    void writesLargeNumbersWithSeparators()
    {
        QCOMPARE(QStringLiteral("%L1").arg(817788), QStringLiteral("817,788"));
        const QString path = write(QStringLiteral("p/long.js"), QByteArray(817'788, 'x') + '\n');
        QVERIFY(m_window->openProject(project()));
        m_window->openFile(path);
        const auto labels = m_window->editor()->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible()
                && label->text().contains(QStringLiteral("817,788 characters"));
        }));
    }

    void startsWithDefaultsWhenTheSessionFileIsDamaged_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("noise") << QByteArray("\x00\x01\x02 not an ini file [[[\n=\n", 26);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("bad layout") << QByteArray(
            "[General]\nlayout=\"{ not json\"\neditor=zzz\ngeometry=1\nproject=/gone\n");
        QTest::newRow("other layout") << QByteArray(
            "[General]\nlayout=\"{\\\"serializationVersion\\\": 3, \\\"mainWindows\\\": "
            "[42]}\"\n");
    }
    void startsWithDefaultsWhenTheSessionFileIsDamaged()
    {
        QFETCH(QByteArray, text);
        close();
        const QDir data(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
        QFile file(data.filePath(QStringLiteral("session.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        openWindow();
        for (const char *panel : { "project", "output", "console", "eventloop" })
            QVERIFY2(m_window->docks()->isShown(QLatin1StringView(panel))
                         || panel == QByteArray("console"),
                     panel);
        QVERIFY(m_window->findChild<app::WelcomePage *>()->isVisible());
    }

    void showsAndHidesPanels()
    {
        QAction *toggle = command("view.panel.output");
        QVERIFY(toggle->isChecked());
        toggle->trigger(); // goes there
        QVERIFY(toggle->isChecked());
        toggle->trigger();
        QVERIFY(!m_window->docks()->isShown(QStringLiteral("output")));
        QVERIFY(!toggle->isChecked());
        toggle->trigger();
        QVERIFY(m_window->docks()->isShown(QStringLiteral("output")));
        command("view.panel.eventloop")->trigger();
        command("view.panel.project")->trigger();
        command("view.resetLayout")->trigger();
        QVERIFY(m_window->docks()->isShown(QStringLiteral("project")));
        QVERIFY(m_window->docks()->isShown(QStringLiteral("eventloop")));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void asksBeforeTextIsLost()
    {
        QVERIFY(m_window->openProject(project()));
        QVERIFY(m_window->openFile(m_dir->filePath(QStringLiteral("p/app.js"))));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("x"));
        // A dialog, modal: answered from the event loop.
        QTimer::singleShot(0, this, [] {
            if (auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget()))
                dialog->reject();
        });
        m_window->close();
        QVERIFY(m_window->isVisible());
        QVERIFY(m_window->editor()->hasUnsavedChanges());
        QVERIFY(m_window->editor()->saveAll());
    }

    void followsRenamesInTheTree()
    {
        QVERIFY(m_window->openProject(project()));
        const QString from = m_dir->filePath(QStringLiteral("p/app.js"));
        const QString to = m_dir->filePath(QStringLiteral("p/main.js"));
        QVERIFY(m_window->openFile(from));
        QVERIFY(QFile::rename(from, to));
        Q_EMIT m_window->projectTree()->pathRenamed(from, to);
        QCOMPARE(m_window->editor()->currentFile(), to);
    }

    void opensTheFileThatAStackTraceNames()
    {
        const QString util = m_dir->filePath(QStringLiteral("p/lib/util.js"));
        Q_EMIT m_window->output()->fileLinkActivated(util, 1, 1);
        QCOMPARE(m_window->editor()->currentFile(), util);
    }

    void goesToAFileByItsName()
    {
        QVERIFY(m_window->openProject(project()));
        command("view.goToFile")->trigger();
        QWidget *picker = QApplication::activePopupWidget();
        QVERIFY(picker);
        auto *list = picker->findChild<QListWidget *>();
        QTRY_COMPARE(list->count(), 3);
        QTest::keyClicks(picker->findChild<QLineEdit *>(), QStringLiteral("util"));
        QCOMPARE(list->count(), 1);
        QTest::keyClick(picker->findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(m_window->editor()->currentFile(),
                 m_dir->filePath(QStringLiteral("p/lib/util.js")));
    }

    void findsCommandsInThePalette()
    {
        command("view.commands")->trigger();
        QWidget *picker = QApplication::activePopupWidget();
        QVERIFY(picker);
        QTest::keyClicks(picker->findChild<QLineEdit *>(), QStringLiteral("reset lay"));
        QCOMPARE(picker->findChild<QListWidget *>()->item(0)->text(),
                 QStringLiteral("Reset Layout"));
        QTest::keyClick(picker->findChild<QLineEdit *>(), Qt::Key_Return);
        QVERIFY(!QApplication::activePopupWidget());
    }

    void changesTheAppearanceAtOnceAndTakesItBack()
    {
        const QColor before = QApplication::palette().color(QPalette::Base);
        command("file.settings")->trigger();
        auto *dialog = m_window->findChild<app::SettingsDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QComboBox *>()->setCurrentIndex(2);
        QVERIFY(QApplication::palette().color(QPalette::Base).lightness() < 60);
        dialog->reject();
        QCOMPARE(QApplication::palette().color(QPalette::Base), before);
    }

    void fitsASmallScreen()
    {
        m_window->resize(1024, 700);
        command("view.resetLayout")->trigger();
        QVERIFY2(m_window->minimumSizeHint().width() <= 1024,
                 qPrintable(QString::number(m_window->minimumSizeHint().width())));
        QVERIFY2(m_window->minimumSizeHint().height() <= 700,
                 qPrintable(QString::number(m_window->minimumSizeHint().height())));
    }

    void usesALargeScreen()
    {
        m_window->resize(3072, 1728);
        command("view.resetLayout")->trigger();
        QTRY_VERIFY2(loopPanel()->width() > 650 && loopPanel()->height() > 1400,
                     qPrintable(QDebug::toString(loopPanel()->size())));
        QVERIFY(m_window->output()->height() > 450);
        QVERIFY(m_window->projectTree()->width() > 450);
    }

    void theLoopHasTheWholeHeightOfALaptop()
    {
        m_window->resize(1440, 870);
        command("view.resetLayout")->trigger();
        QTRY_VERIFY2(loopPanel()->height() > 730 && loopPanel()->width() > 330,
                     qPrintable(QDebug::toString(loopPanel()->size())));
    }

    void recentProjectsAreShort()
    {
        const QString path = QDir::homePath() + QStringLiteral("/a folder & more").repeated(20);
        app::addRecentProject(path);
        QMenu *menu = nullptr;
        const auto menus = m_window->findChildren<QMenu *>();
        for (QMenu *one : menus) {
            if (one->title() == QStringLiteral("Open &Recent"))
                menu = one;
        }
        QVERIFY(menu);
        Q_EMIT menu->aboutToShow();
        const QAction *entry = menu->actions().constFirst();
        QVERIFY2(entry->text().startsWith(QStringLiteral("~/a folder && more")),
                 qPrintable(entry->text()));
        QVERIFY(menu->fontMetrics().horizontalAdvance(entry->text()) < 460);
        QCOMPARE(entry->statusTip(), path);
        app::removeRecentProject(path);
    }

    void aLongMessageDoesNotWidenTheWindow()
    {
        const QString path = QStringLiteral("/not/there").repeated(100);
        QVERIFY(!m_window->openProject(path));
        QVERIFY(m_window->message().contains(path));
        QTRY_VERIFY(m_window->minimumSizeHint().width() <= 1024);
    }

    void stopsTheProgramWhenItCloses()
    {
        QVERIFY(m_window->openProject(project()));
        command("run.run")->trigger();
        QSignalSpy gone(m_runtimes[0], &QObject::destroyed);
        close();
        QCOMPARE(gone.size(), 1);
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
