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
#include "tests/app/windowtest.h"

#include <QAction>
#include <QDir>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTimer>

using namespace looptide;
using project::RunConfiguration;

// What a project, its files and what is remembered of it can do to a run: whatever is wrong is said
// together with what helps, and nothing is lost.
class RunInputsTest : public FakeRunsTest
{
    Q_OBJECT

    RunConfiguration configuration() const
    {
        RunConfiguration result;
        result.id = QStringLiteral("one");
        result.name = QStringLiteral("one");
        result.kind = RunConfiguration::Kind::File;
        result.target = QStringLiteral("lib/util.js");
        return result;
    }
    // Presses Run for it; the message that comes up.
    QString runAndRead(const RunConfiguration &configuration)
    {
        project::ProjectRuns runs;
        runs.configurations = { configuration };
        runs.chosen = project::RunChoice::configuration(QStringLiteral("one"));
        m_window->launcher()->setProjectRuns(runs);
        command("run.run")->trigger();
        return m_window->message();
    }
    void replaceMemory(const QByteArray &text) const
    {
        QFile file(app::projectRunsFilePath(project()));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QStringList keptMemories() const
    {
        const QFileInfo file(app::projectRunsFilePath(project()));
        return QDir(file.path()).entryList({ file.fileName() + QStringLiteral(".*") });
    }
    QPushButton *offer() const
    {
        return m_window->findChild<QPushButton *>(QStringLiteral("messageAction"));
    }

private Q_SLOTS:
    void initTestCase() { prepareApplication(QStringLiteral("tst_runinputs")); }
    void init()
    {
        begin(R"({ "main": "app.js", "scripts": { "dev": "node app.js --dev" },
                   "dependencies": { "express": "^5" } })");
        QVERIFY(m_window->openProject(project()));
    }
    void cleanup() { close(); }

    void saysWhatIsWrongWithAFileOfVariables_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("said");
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\0\0A=1\n",
                                              10)
                                << QStringLiteral("not a text file");
        QTest::newRow("huge") << QByteArray(5 * 1024 * 1024, 'x') << QStringLiteral("too large");
        QTest::newRow("missing") << QByteArray() << QStringLiteral("There is no file");
    }
    void saysWhatIsWrongWithAFileOfVariables()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, said);
        if (!content.isNull())
            write(QStringLiteral("p/.env"), content);
        RunConfiguration with = configuration();
        with.environmentFile = QStringLiteral(".env");
        const QString message = runAndRead(with);
        QVERIFY2(message.contains(said) && message.contains(QStringLiteral(".env")),
                 qPrintable(message));
        QVERIFY(m_requests.isEmpty());
        QVERIFY(offer());
        QTest::mouseClick(offer(), Qt::LeftButton);
        auto *dialog = m_window->findChild<app::RunConfigurationDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->reject();
    }

    void saysThatTheWorkingFolderIsNone_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("missing") << QStringLiteral("no/such");
        QTest::newRow("a file") << QStringLiteral("app.js");
    }
    void saysThatTheWorkingFolderIsNone()
    {
        QFETCH(const QString, folder);
        RunConfiguration with = configuration();
        with.workingDirectory = folder;
        const QString message = runAndRead(with);
        QVERIFY2(message.contains(QStringLiteral("no folder ") + folder), qPrintable(message));
        QVERIFY(m_requests.isEmpty());
    }

    void saysThatAScriptIsGone()
    {
        m_window->launcher()->choose(project::RunChoice::script(QStringLiteral("dev")));
        write(QStringLiteral("p/package.json"), R"({ "main": "app.js" })");
        command("run.run")->trigger();
        QVERIFY2(m_window->message().contains(QStringLiteral("“dev”")),
                 qPrintable(m_window->message()));
        write(QStringLiteral("p/package.json"), "{ \"scripts\": ");
        command("run.run")->trigger();
        QVERIFY2(m_window->message().contains(QStringLiteral("package.json")),
                 qPrintable(m_window->message()));
        QVERIFY(m_requests.isEmpty());
        QCOMPARE(m_window->launcher()->chosen().title, QStringLiteral("dev")); // it may come back
    }

    void saysThatTheProjectIsGone()
    {
        command("run.run")->trigger();
        QCOMPARE(m_requests.size(), 1);
        QVERIFY(QDir(project()).removeRecursively());
        command("run.restart")->trigger();
        QVERIFY2(m_window->message().contains(QStringLiteral("not there any more")),
                 qPrintable(m_window->message()));
        QVERIFY(m_window->runs()->isRunning()); // what runs is not ended by that
        command("run.stop")->trigger();
        QTRY_VERIFY(!m_window->runs()->isRunning());
    }

    void runsFilesOfAnyName_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto &name : { QStringLiteral("two words.js"), QStringLiteral("it's \"q\".js"),
                                  QStringLiteral("ünïcödé 潮.mjs"), QStringLiteral("new\nline.js"),
                                  QStringLiteral("-e.js"), QStringLiteral("<b>&amp;.js") })
            QTest::newRow(qPrintable(name)) << name;
    }
    void runsFilesOfAnyName()
    {
        QFETCH(const QString, name);
        const QString file = write(QStringLiteral("p/") + name);
        QVERIFY(m_window->openFile(file));
        command("run.file")->trigger();
        QCOMPARE(m_requests.constLast().script, file);
        QVERIFY(!m_window->statusStrip()->runText().contains(u'\n'));
        QVERIFY(m_window->statusStrip()->runText().startsWith(QStringLiteral("Running node ")));
    }

    void keepsWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("damaged") << QByteArray("{ damaged");
        QTest::newRow("of a newer version")
            << QByteArray(R"({ "version": 99, "configurations": [] })");
        QTest::newRow("none of ours") << QByteArray("[1, 2]");
    }
    void keepsWhatItCannotRead()
    {
        QFETCH(const QByteArray, text);
        for (int i = 1; i <= 2; ++i) {
            replaceMemory(text);
            reopen();
            QVERIFY2(m_window->message().contains(app::projectRunsFilePath(project())),
                     qPrintable(m_window->message()));
            QVERIFY(m_window->launcher()->projectRuns() == project::ProjectRuns());
            runAndRead(configuration());
            QCOMPARE(keptMemories().size(), i);
            QCOMPARE(app::loadProjectRuns(project()).runs.configurations.size(), 1);
        }
    }

    void saysThatConfigurationsCannotBeSaved()
    {
        const QString folder = QFileInfo(app::projectRunsFilePath(project())).path();
        QDir(folder).removeRecursively();
        QFile inPlaceOfTheFolder(folder);
        QVERIFY(inPlaceOfTheFolder.open(QIODevice::WriteOnly));
        m_window->launcher()->setIsolating(true);
        QVERIFY2(m_window->message().contains(QStringLiteral("cannot be saved")),
                 qPrintable(m_window->message()));
        QVERIFY(command("run.isolated")->isChecked()); // it counts all the same
    }

    void manySavesMakeOneRestart()
    {
        command("run.restartOnSave")->trigger();
        command("run.run")->trigger();
        QSignalSpy starts(m_window->runs()->shown(), &app::RunSession::started);
        const QString file = m_dir->filePath(QStringLiteral("p/app.js"));
        QTimer saves;
        saves.setInterval(20);
        int count = 0;
        connect(&saves, &QTimer::timeout, this, [&] {
            write(QStringLiteral("p/app.js"), "console.log(" + QByteArray::number(count) + ")\n");
            Q_EMIT m_window->editor()->fileSaved(file);
            if (++count == 50)
                saves.stop();
        });
        saves.start();
        QTRY_COMPARE(starts.size(), 1);
        QCOMPARE(count, 50);
        QVERIFY(letPass(app::SaveRestarter::debounceTime * 3));
        QCOMPARE(starts.size(), 1);
    }

    void offersToInstallWhatIsMissing_data()
    {
        QTest::addColumn<QString>("package");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("of package.json")
            << QStringLiteral("express")
            << QStringList({ QStringLiteral("install"), QStringLiteral("--ignore-scripts") });
        QTest::newRow("another one")
            << QStringLiteral("@koa/cors")
            << QStringList({ QStringLiteral("install"), QStringLiteral("--ignore-scripts"),
                             QStringLiteral("@koa/cors") });
    }
    void offersToInstallWhatIsMissing()
    {
        QFETCH(const QString, package);
        QFETCH(const QStringList, words);
        command("run.run")->trigger();
        m_runtimes[0]->emitOutput("Error: Cannot find module '" + package.toUtf8() + "'\r\n");
        core::RunResult failed;
        failed.exitCode = 1;
        m_runtimes[0]->finish(failed);
        QVERIFY2(m_window->message().contains(package), qPrintable(m_window->message()));
        QVERIFY(offer() && offer()->isVisible());
        QTest::mouseClick(offer(), Qt::LeftButton);
        QCOMPARE(m_requests.size(), 2);
        QCOMPARE(m_requests[1].command.sliced(1), words);
        QVERIFY(m_window->message().isEmpty());
        m_runtimes[1]->finish();
        QTRY_COMPARE(m_requests.size(), 3);
        QCOMPARE(m_requests[2].script, project() + QStringLiteral("/app.js"));
        QCOMPARE(m_window->runs()->shown(), m_window->runs()->sessions().constFirst());
    }

    void addsTheLoaderThatTypeScriptNeeds()
    {
        command("run.run")->trigger();
        m_runtimes[0]->emitOutput(
            "SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum "
            "is not supported in strip-only mode\r\n");
        core::RunResult failed;
        failed.exitCode = 1;
        m_runtimes[0]->finish(failed);
        QVERIFY2(m_window->message().contains(QStringLiteral("enum")),
                 qPrintable(m_window->message()));
        QTest::mouseClick(offer(), Qt::LeftButton);
        QCOMPARE(m_requests.size(), 2);
        QCOMPARE(m_requests[1].command.sliced(1).join(u' '),
                 QStringLiteral("install --ignore-scripts --save-dev tsx"));
        m_runtimes[1]->finish();
        QTRY_COMPARE(m_requests.size(), 3);
        QCOMPARE(m_requests[2].script, project() + QStringLiteral("/app.js"));
        QCOMPARE(m_requests[2].nodeOptions.join(u' '), QStringLiteral("--import tsx"));
        QCOMPARE(m_window->launcher()->chosen().title, QStringLiteral("Project with tsx"));
    }

    void offersWhatCouldRunInstead()
    {
        QVERIFY(QFile::remove(project() + QStringLiteral("/app.js")));
        write(QStringLiteral("p/package.json"), R"({ "scripts": { "dev": "vite" } })");
        write(QStringLiteral("p/src/main.ts"), "");
        command("run.run")->trigger();
        QVERIFY(m_requests.isEmpty());
        QStringList texts;
        const auto buttons = m_window->findChildren<QPushButton *>(QStringLiteral("messageAction"));
        for (const QPushButton *button : buttons)
            texts.append(button->text());
        QCOMPARE(texts.join(u'|'), QStringLiteral("Run src/main.ts|Run dev"));
        QTest::mouseClick(buttons.constFirst(), Qt::LeftButton);
        QCOMPARE(m_requests.size(), 1);
        QCOMPARE(m_requests[0].script, project() + QStringLiteral("/src/main.ts"));
        QCOMPARE(m_window->launcher()->chosen().title, QStringLiteral("src/main.ts"));
    }

    void runsInSpiteOfAMalformedPackageJson()
    {
        write(QStringLiteral("p/package.json"), "{\n  oops");
        command("run.run")->trigger();
        QCOMPARE(m_requests.size(), 1);
        QCOMPARE(m_requests[0].script, project() + QStringLiteral("/app.js"));
        QVERIFY2(m_window->message().contains(QStringLiteral("package.json:2:3")),
                 qPrintable(m_window->message()));
        QTest::mouseClick(offer(), Qt::LeftButton);
        QCOMPARE(m_window->editor()->currentFile(), project() + QStringLiteral("/package.json"));
    }

    void doesNotRunAgainWhatCouldNotBeInstalled()
    {
        command("run.run")->trigger();
        m_runtimes[0]->emitOutput("Error: Cannot find module 'express'\r\n");
        core::RunResult failed;
        failed.exitCode = 1;
        m_runtimes[0]->finish(failed);
        QTest::mouseClick(offer(), Qt::LeftButton);
        m_runtimes[1]->finish(failed);
        QTRY_VERIFY(!m_window->runs()->isAnyRunning());
        QCOMPARE(m_requests.size(), 2);
    }
};

QTEST_MAIN(RunInputsTest)
#include "tst_runinputs.moc"
