// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/runconfigurationdialog.h"
#include "app/runs/projectrunsfile.h"
#include "app/runs/runlauncher.h"
#include "app/runs/runselector.h"
#include "app/runs/runviews.h"
#include "app/runs/saverestarter.h"
#include "app/window/statusstrip.h"
#include "editor/editorarea.h"
#include "panels/output/outputpanel.h"
#include "panels/output/pagetabs.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace looptide;
using project::RunConfiguration;

// What the person sees of configurations and of several runs, with runtimes that the test drives.
class RunWindowTest : public FakeRunsTest
{
    Q_OBJECT

    RunConfiguration configuration(const QString &name) const
    {
        RunConfiguration result;
        result.id = name;
        result.name = name;
        result.kind = RunConfiguration::Kind::File;
        result.target = QStringLiteral("lib/util.js");
        return result;
    }
    void setConfigurations(const QList<RunConfiguration> &configurations,
                           const project::RunChoice &chosen = {})
    {
        project::ProjectRuns runs = m_window->launcher()->projectRuns();
        runs.configurations = configurations;
        runs.chosen = chosen;
        m_window->launcher()->setProjectRuns(runs);
    }
    app::RunConfigurationDialog *openDialog()
    {
        command("run.configurations")->trigger();
        return m_window->findChild<app::RunConfigurationDialog *>();
    }
    static QAction *tool(const QWidget *dialog, const char *name)
    {
        return dialog->findChild<QAction *>(QLatin1StringView(name));
    }
    static QPushButton *button(const QDialog *dialog, QDialogButtonBox::StandardButton which)
    {
        return dialog->findChild<QDialogButtonBox *>()->button(which);
    }
    template <typename Widget>
    static Widget *field(const QWidget *dialog, const char *accessibleName)
    {
        for (Widget *widget : dialog->findChildren<Widget *>()) {
            if (widget->accessibleName() == QLatin1StringView(accessibleName))
                return widget;
        }
        return nullptr;
    }
    QStringList menuTexts() const
    {
        QMenu *menu = m_window->findChild<app::RunSelector *>()->choices();
        Q_EMIT menu->aboutToShow();
        QStringList texts;
        for (const QAction *action : menu->actions()) {
            if (!action->isSeparator())
                texts.append((action->isChecked() ? QStringLiteral("*") : QString())
                             + action->text().section(u'\t', 0, 0));
        }
        return texts;
    }
    QTabBar *tabs() const { return m_window->runViews()->outputs()->tabBar(); }

private Q_SLOTS:
    void initTestCase() { prepareApplication(QStringLiteral("tst_runwindow")); }
    void init()
    {
        begin(
            R"({ "main": "app.js", "scripts": { "dev": "node app.js --dev", "lint": "a && b" } })");
        QVERIFY(m_window->openProject(project()));
    }
    void cleanup() { close(); }

    void listsAllThatCouldRun()
    {
        setConfigurations({ configuration(QStringLiteral("one & only")) },
                          project::RunChoice::configuration(QStringLiteral("one & only")));
        QCOMPARE(menuTexts(),
                 QStringList({ QStringLiteral("Project Default"), QStringLiteral("*one && only"),
                               QStringLiteral("dev"), QStringLiteral("lint"),
                               QStringLiteral("Current File"),
                               QStringLiteral("&Edit Configurations…") }));
    }

    void runsWhatIsChosen()
    {
        QMenu *menu = m_window->findChild<app::RunSelector *>()->choices();
        const auto choose = [&](const QString &text) {
            Q_EMIT menu->aboutToShow();
            for (QAction *action : menu->actions()) {
                if (action->text().startsWith(text))
                    return action->trigger();
            }
            QFAIL("no such entry");
        };
        choose(QStringLiteral("dev"));
        QCOMPARE(m_window->launcher()->chosen().title, QStringLiteral("dev"));
        QVERIFY(m_requests.isEmpty()); // choosing starts nothing
        command("run.run")->trigger();
        QTRY_COMPARE(m_requests.size(), 1); // npm is asked for its environment first
        QCOMPARE(m_requests.constLast().arguments, QStringList(QStringLiteral("--dev")));
        QCOMPARE(m_requests.constLast().environment.value(QStringLiteral("npm_lifecycle_event")),
                 QStringLiteral("dev"));

        choose(QStringLiteral("Current File"));
        QVERIFY(m_window->openFile(m_dir->filePath(QStringLiteral("p/lib/util.js"))));
        command("run.run")->trigger();
        QCOMPARE(m_requests.constLast().script, m_dir->filePath(QStringLiteral("p/lib/util.js")));
    }

    void runsAConfigurationAsItSays()
    {
        write(QStringLiteral("p/.env"), "FROM_FILE=file\nBOTH=file\n");
        RunConfiguration all = configuration(QStringLiteral("all"));
        all.arguments = QStringLiteral("--port 1 \"a b\"");
        all.environment = QStringLiteral("BOTH=own\nOWN=1");
        all.environmentFile = QStringLiteral(".env");
        all.workingDirectory = QStringLiteral("lib");
        all.nodeOptions = QStringLiteral("--trace-warnings --title=x");
        setConfigurations({ all }, project::RunChoice::configuration(QStringLiteral("all")));
        command("run.run")->trigger();
        const core::RunRequest &request = m_requests.constLast();
        QCOMPARE(request.script, project() + QStringLiteral("/lib/util.js"));
        QCOMPARE(
            request.arguments,
            QStringList({ QStringLiteral("--port"), QStringLiteral("1"), QStringLiteral("a b") }));
        QCOMPARE(request.workingDirectory, project() + QStringLiteral("/lib"));
        QCOMPARE(request.nodeOptions,
                 QStringList({ QStringLiteral("--trace-warnings"), QStringLiteral("--title=x") }));
        QCOMPARE(request.environment.value(QStringLiteral("FROM_FILE")), QStringLiteral("file"));
        QCOMPARE(request.environment.value(QStringLiteral("BOTH")), QStringLiteral("own"));
        QCOMPARE(request.environment.value(QStringLiteral("OWN")), QStringLiteral("1"));
        QVERIFY(m_window->runs()->shown()->isIsolated());
        QCOMPARE(m_window->statusStrip()->runText(), QStringLiteral("Running all"));
    }

    void saysWhyAConfigurationCannotRun()
    {
        RunConfiguration gone = configuration(QStringLiteral("gone"));
        gone.environmentFile = QStringLiteral(".env.missing");
        setConfigurations({ gone }, project::RunChoice::configuration(QStringLiteral("gone")));
        command("run.run")->trigger();
        QVERIFY(m_requests.isEmpty());
        QVERIFY2(m_window->message().contains(QStringLiteral(".env.missing")),
                 qPrintable(m_window->message()));
        m_window->runScript(QStringLiteral("nope"));
        QVERIFY(m_window->message().contains(QStringLiteral("nope")));
    }

    void remembersConfigurationsOfEachProject()
    {
        RunConfiguration other = configuration(QStringLiteral("other"));
        other.restartsOnSave = true;
        setConfigurations({ configuration(QStringLiteral("one")), other },
                          project::RunChoice::configuration(QStringLiteral("other")));
        command("run.isolated")->trigger();
        command("run.restartOnSave")->trigger();
        const project::ProjectRuns before = m_window->launcher()->projectRuns();
        reopen();
        QVERIFY(m_window->launcher()->projectRuns() == before);
        QVERIFY(command("run.isolated")->isChecked());
        QVERIFY(command("run.restartOnSave")->isChecked());
        QCOMPARE(m_window->launcher()->chosen().title, QStringLiteral("other"));
        // Nothing is written into the project.
        QCOMPARE(QDir(project()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList({ QStringLiteral("app.js"), QStringLiteral("lib"),
                               QStringLiteral("package.json") }));
        write(QStringLiteral("q/index.js"));
        QVERIFY(m_window->openProject(m_dir->filePath(QStringLiteral("q"))));
        QVERIFY(m_window->launcher()->projectRuns() == project::ProjectRuns());
        QVERIFY(!command("run.isolated")->isChecked());
        QVERIFY(m_window->openProject(project()));
        QVERIFY(m_window->launcher()->projectRuns() == before);
    }

    void startsWithDefaultsWhenTheMemoryIsDamaged()
    {
        setConfigurations({ configuration(QStringLiteral("one")) });
        const QString path = app::projectRunsFilePath(project());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ damaged");
        file.close();
        reopen();
        QCOMPARE(m_window->project(), project());
        QVERIFY(m_window->launcher()->projectRuns() == project::ProjectRuns());
        setConfigurations({ configuration(QStringLiteral("two")) });
        QVERIFY(QFile::exists(path + QStringLiteral(".damaged")));
        QCOMPARE(app::loadProjectRuns(project()).runs.configurations.size(), 1);
    }

    void makesConfigurationsInTheDialog()
    {
        auto *dialog = openDialog();
        QVERIFY(dialog);
        auto *list = dialog->findChild<QListWidget *>();
        tool(dialog, "add")->trigger();
        QCOMPARE(list->count(), 1);
        field<QLineEdit>(dialog, "Name")->setText(QStringLiteral("server"));
        field<QComboBox>(dialog, "Run")->setCurrentIndex(1);
        QVERIFY(!button(dialog, QDialogButtonBox::Ok)->isEnabled()); // no file yet
        field<QLineEdit>(dialog, "What")->setText(QStringLiteral("app.js"));
        QVERIFY(button(dialog, QDialogButtonBox::Ok)->isEnabled());
        tool(dialog, "duplicate")->trigger();
        QCOMPARE(list->count(), 2);
        tool(dialog, "up")->trigger();
        tool(dialog, "choose")->trigger();
        button(dialog, QDialogButtonBox::Ok)->click();
        const project::ProjectRuns &runs = m_window->launcher()->projectRuns();
        QCOMPARE(runs.configurations.size(), 2);
        QCOMPARE(runs.configurations[0].name, QStringLiteral("server (2)"));
        QCOMPARE(runs.configurations[1].name, QStringLiteral("server"));
        QCOMPARE(runs.configurations[1].target, QStringLiteral("app.js"));
        QCOMPARE(m_window->launcher()->chosen().title, QStringLiteral("server (2)"));
        QVERIFY(runs.configurations[0].id != runs.configurations[1].id);
    }

    void appliesAndCancels()
    {
        setConfigurations(
            { configuration(QStringLiteral("one")), configuration(QStringLiteral("two")) },
            project::RunChoice::configuration(QStringLiteral("two")));
        auto *dialog = openDialog();
        auto *list = dialog->findChild<QListWidget *>();
        QCOMPARE(list->currentRow(), 1);
        QVERIFY(!button(dialog, QDialogButtonBox::Apply)->isEnabled());
        tool(dialog, "remove")->trigger();
        button(dialog, QDialogButtonBox::Apply)->click();
        QCOMPARE(m_window->launcher()->projectRuns().configurations.size(), 1);
        QCOMPARE(m_window->launcher()->chosen().title, QStringLiteral("Project Default"));
        tool(dialog, "remove")->trigger();
        QCOMPARE(list->count(), 0);
        QVERIFY(!tool(dialog, "remove")->isEnabled());
        dialog->reject();
        QCOMPARE(m_window->launcher()->projectRuns().configurations.size(), 1);
    }

    void showsWhatIsWrongBesideTheField()
    {
        setConfigurations({ configuration(QStringLiteral("one")) });
        auto *dialog = openDialog();
        auto *environment = dialog->findChild<QPlainTextEdit *>();
        environment->setPlainText(QStringLiteral("A=1\nBROKEN"));
        QVERIFY(!button(dialog, QDialogButtonBox::Ok)->isEnabled());
        QStringList shown;
        for (const QLabel *label : dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("BROKEN")))
                shown.append(label->text());
        }
        QCOMPARE(shown.size(), 2); // by the field and by the buttons
        environment->setPlainText(QStringLiteral("A=1"));
        QVERIFY(button(dialog, QDialogButtonBox::Ok)->isEnabled());
        dialog->reject();
    }

    void theDialogFitsASmallScreen()
    {
        setConfigurations({ configuration(QString(80, u'w')) });
        auto *dialog = openDialog();
        QVERIFY2(dialog->width() <= 980 && dialog->height() <= 690,
                 qPrintable(QStringLiteral("%1x%2").arg(dialog->width()).arg(dialog->height())));
        QVERIFY(dialog->minimumSizeHint().width() <= 980);
        QVERIFY(dialog->minimumSizeHint().height() <= 690);
        dialog->reject();
    }

    void asksWhichOutputIsErrors()
    {
        command("run.run")->trigger();
        QVERIFY(m_runtimes[0]->requests.constLast().marksStderr);
        m_runtimes[0]->emitOutput("one\r\ntwo\r\n", { { 5, 5 } });
        QTRY_VERIFY(m_window->output()->visibleText().contains(QStringLiteral("one\ntwo\n")));
    }

    void showsATabForEachRun()
    {
        QVERIFY(!tabs()->isVisible());
        command("run.run")->trigger();
        QVERIFY(!tabs()->isVisible()); // one run needs none
        m_window->runScript(QStringLiteral("dev"));
        QTRY_VERIFY(tabs()->isVisible());
        QCOMPARE(tabs()->tabText(0), QStringLiteral("node app.js"));
        QCOMPARE(tabs()->tabText(1), QStringLiteral("node app.js --dev"));
        QCOMPARE(tabs()->currentIndex(), 1);
        QVERIFY(!tabs()->tabButton(1, QTabBar::RightSide));
        m_runtimes[0]->emitOutput("from the first\r\n");
        m_runtimes[1]->emitOutput("from the second\r\n");
        QTRY_VERIFY(m_window->output()->visibleText().contains(QStringLiteral("second")));
        QVERIFY(!m_window->output()->visibleText().contains(QStringLiteral("first")));
        tabs()->setCurrentIndex(0);
        QTRY_VERIFY(m_window->output()->visibleText().contains(QStringLiteral("first")));
        QCOMPARE(m_window->statusStrip()->runText(), QStringLiteral("Running node app.js"));

        command("run.stop")->trigger();
        QCOMPARE(m_runtimes[0]->stopCount, 1);
        QCOMPARE(m_runtimes[1]->stopCount, 0);
        QWidget *close = tabs()->tabButton(0, QTabBar::RightSide);
        QVERIFY(close);
        QTest::mouseClick(close, Qt::LeftButton);
        QCOMPARE(tabs()->count(), 1);
        QCOMPARE(m_window->statusStrip()->runText(), QStringLiteral("Running node app.js --dev"));
    }

    void showsWhoPausedTheProgram()
    {
        using core::PauseReason;
        command("run.run")->trigger();
        const app::StatusStrip *strip = m_window->statusStrip();
        m_runtimes[0]->pause(PauseReason::AwaitsDebugger);
        QCOMPARE(strip->runText(), QStringLiteral("Waiting for a debugger: node app.js"));
        m_runtimes[0]->pause(PauseReason::Debugger);
        QCOMPARE(strip->runText(), QStringLiteral("Paused by a debugger: node app.js"));
        QVERIFY(tabs()->tabToolTip(0).contains(strip->runText()));
        m_runtimes[0]->pause(PauseReason::None);
        QCOMPARE(strip->runText(), QStringLiteral("Running node app.js"));

        m_runtimes[0]->pause(PauseReason::Debugger);
        QSignalSpy starts(m_window->runs()->shown(), &app::RunSession::started);
        command("run.restart")->trigger();
        QTRY_COMPARE(starts.size(), 1);
        QCOMPARE(strip->runText(), QStringLiteral("Running node app.js"));
        m_runtimes[0]->pause(PauseReason::Debugger);
        QVERIFY(command("run.stop")->isEnabled());
        command("run.stop")->trigger();
        QCOMPARE(m_window->runs()->shown()->state(), core::RunState::Exited);
        QVERIFY(!command("run.stop")->isEnabled());
    }

    void restartsOnSave()
    {
        command("run.restartOnSave")->trigger();
        command("run.run")->trigger();
        app::RunSession *session = m_window->runs()->shown();
        QSignalSpy starts(session, &app::RunSession::started);
        QVERIFY(m_window->openFile(m_dir->filePath(QStringLiteral("p/app.js"))));
        // Several saves in a row make one restart.
        for (int i = 0; i < 3; ++i) {
            QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("/"));
            QVERIFY(m_window->editor()->saveAll());
        }
        QTRY_COMPARE(starts.size(), 1);
        QCOMPARE(session->restartCause(), QStringLiteral("app.js saved"));
        m_runtimes[0]->emitOutput("second run\r\n");
        QTRY_VERIFY(m_window->output()->visibleText().contains(QStringLiteral("second run")));
        QVERIFY(m_window->output()->visibleText().contains(
            QStringLiteral("↻ node app.js restarted · app.js saved · ")));
    }

    void restartsWhatEndedWithAnErrorOnly()
    {
        command("run.restartOnSave")->trigger();
        command("run.run")->trigger();
        app::RunSession *session = m_window->runs()->shown();
        QSignalSpy starts(session, &app::RunSession::started);
        const auto save = [this] {
            Q_EMIT m_window->editor()->fileSaved(m_dir->filePath(QStringLiteral("p/app.js")));
        };
        core::RunResult failed;
        failed.exitCode = 1;
        m_runtimes[0]->finish(failed);
        save();
        QTRY_COMPARE(starts.size(), 1);
        QVERIFY(session->isRestart());
        command("run.stop")->trigger();
        QCOMPARE(session->state(), core::RunState::Exited);
        save(); // what the person stopped stays stopped, and so does what has come to its end
        command("run.run")->trigger();
        m_runtimes[0]->finish();
        save();
        QCOMPARE(starts.size(), 2);
        QVERIFY(letPass(app::SaveRestarter::debounceTime * 2));
        QCOMPARE(starts.size(), 2);
    }

    void restartsWhenAnotherProgramChangesItsFiles()
    {
        RunConfiguration watched = configuration(QStringLiteral("watched"));
        watched.restartsOnSave = true;
        setConfigurations({ watched },
                          project::RunChoice::configuration(QStringLiteral("watched")));
        auto *watcher = m_window->findChild<app::SourceWatcher *>();
        QVERIFY(watcher);
        QSignalSpy ready(watcher, &app::SourceWatcher::ready);
        command("run.run")->trigger();
        app::RunSession *session = m_window->runs()->shown();
        QSignalSpy starts(session, &app::RunSession::started);
        QTRY_VERIFY(!ready.isEmpty());
        write(QStringLiteral("p/data.json"), "{}"); // what programs themselves write
        write(QStringLiteral("p/node_modules/x/index.js"), "changed");
        write(QStringLiteral("p/lib/util.js"), "changed by another program");
        QTRY_COMPARE(starts.size(), 1);
        QCOMPARE(session->restartCause(), QStringLiteral("lib/util.js changed"));
    }

    void aRunStartedBySavingIsNotStartedTwice()
    {
        command("run.restartOnSave")->trigger();
        command("run.run")->trigger();
        app::RunSession *session = m_window->runs()->shown();
        QSignalSpy starts(session, &app::RunSession::started);
        QVERIFY(m_window->openFile(m_dir->filePath(QStringLiteral("p/app.js"))));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("//"));
        command("run.run")->trigger(); // saves, and restarts
        QTRY_COMPARE(starts.size(), 1);
        QVERIFY(letPass(app::SaveRestarter::debounceTime * 3));
        QCOMPARE(starts.size(), 1);
    }

    void keepsTheRequestsOfTheRunBefore()
    {
        command("run.run")->trigger();
        trace::HttpExchange exchange;
        exchange.id = 1;
        exchange.state = trace::HttpExchange::State::Finished;
        m_runtimes[0]->exchange(exchange);
        const models::ServerConsoleModel *requests = m_window->runs()->requests();
        QTRY_COMPARE(requests->rowCount(), 1);
        QSignalSpy starts(m_window->runs()->shown(), &app::RunSession::started);
        command("run.restart")->trigger();
        QTRY_COMPARE(starts.size(), 1);
        exchange.startNs = 2'000'000'000; // ids begin anew in each run, times do not
        m_runtimes[0]->exchange(exchange);
        QTRY_COMPARE(requests->rowCount(), 3);
        QVERIFY(!requests->exchangeAt(1));
        QVERIFY(requests->markAt(1).startsWith(QStringLiteral("Restarted ")));
        QCOMPARE(requests->totalCount(), 2U);
        QCOMPARE(m_window->runs()->shown()->requestCount(), 1U);
        m_runtimes[0]->finish();
        command("run.run")->trigger(); // not a restart: a new list
        QCOMPARE(requests->rowCount(), 0);
    }

    void saysThatAStopIsBlockedAndOffersIsolation()
    {
        command("run.run")->trigger();
        m_runtimes[0]->stopsByItself = false;
        command("run.stop")->trigger();
        QCOMPARE(m_window->statusStrip()->runText(), QStringLiteral("Stopping node app.js"));
        Q_EMIT m_runtimes[0]->stopBlocked(QStringLiteral("It blocks in sleep()."));
        QVERIFY(m_window->message().contains(QStringLiteral("sleep()")));
        auto *offer = m_window->findChild<QPushButton *>(QStringLiteral("messageAction"));
        QVERIFY(offer && offer->isVisible());
        QTest::mouseClick(offer, Qt::LeftButton);
        QVERIFY(command("run.isolated")->isChecked());
        QVERIFY(m_window->message().isEmpty());
        Q_EMIT m_runtimes[0]->stopBlocked(QStringLiteral("It blocks in sleep()."));
        m_runtimes[0]->finish();
        QVERIFY(m_window->message().isEmpty()); // no longer true
    }

    void runsIsolatedWhenTheSwitchIsOn()
    {
        command("run.isolated")->trigger();
        command("run.run")->trigger();
        QVERIFY(m_window->runs()->shown()->isIsolated());
        QVERIFY(
            m_window->statusStrip()->findChild<QLabel *>(QStringLiteral("isolated"))->isVisible());
    }
};

QTEST_MAIN(RunWindowTest)
#include "tst_runwindow.moc"
