// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/runs/hints/failurehint.h"
#include "app/runs/runplan.h"
#include "app/session.h"
#include "app/settings.h"
#include "runtime/core/installation.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using namespace looptide::app;

class CommandLineTest : public QObject
{
    Q_OBJECT

    void write(const QString &path, const QByteArray &text = {}) const
    {
        const QString full = m_dir.filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    CommandLine parse(const QStringList &arguments) const
    {
        return parseCommandLine(arguments, m_dir.path());
    }

    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_commandline"));
        write(QStringLiteral("app.js"));
        write(QStringLiteral("-odd.js"));
        write(QStringLiteral("plain/readme.txt"));
        write(QStringLiteral("project/main.js"));
        write(QStringLiteral("project/tool.js"));
        write(QStringLiteral("project/package.json"), R"({ "main": "main.js", "scripts": {
            "start": "node main.js --port 1", "lint": "eslint . && echo ok", "hooked": "node tool.js",
            "prehooked": "echo first", "watch": "node --watch main.js", "gone": "node gone.js",
            "options": "A=b node --env-file=.env main.js" } })");
        write(QStringLiteral("library/package.json"), R"({ "main": "index.js" })");
        write(QStringLiteral("library/index.js"));
        write(QStringLiteral("halfbroken/package.json"), "{\n  oops");
        write(QStringLiteral("halfbroken/index.js"));
        write(QStringLiteral("monorepo/package.json"),
              "{ \"workspaces\": [\"packages/*\"], \"scripts\": { \"dev\": \"vite\" } }");
        write(QStringLiteral("monorepo/packages/api/package.json"),
              R"({ "scripts": { "start": "x" } })");
        write(QStringLiteral("broken/package.json"), "{ \"main\": ");
    }

    void opensAFolderAndFiles()
    {
        const CommandLine line = parse(
            { QStringLiteral("."), QStringLiteral("app.js"), QStringLiteral("project/main.js") });
        QCOMPARE(line.action, CommandLine::Action::OpenWindow);
        QCOMPARE(line.folder, m_dir.path());
        QCOMPARE(line.files,
                 QStringList({ m_dir.filePath(QStringLiteral("app.js")),
                               m_dir.filePath(QStringLiteral("project/main.js")) }));
    }

    void knowsItsOptions()
    {
        QCOMPARE(parse({}).action, CommandLine::Action::OpenWindow);
        QCOMPARE(parse({ QStringLiteral("--version") }).action, CommandLine::Action::ShowVersion);
        QCOMPARE(parse({ QStringLiteral("-h") }).action, CommandLine::Action::ShowHelp);
        const CommandLine demo = parse(
            { QStringLiteral("--demo"), QStringLiteral("--screenshot"), QStringLiteral("a.png") });
        QCOMPARE(demo.action, CommandLine::Action::Demo);
        QCOMPARE(demo.screenshotFile, m_dir.filePath(QStringLiteral("a.png")));
        QCOMPARE(parse({ QStringLiteral("--"), QStringLiteral("-odd.js") }).files,
                 QStringList(m_dir.filePath(QStringLiteral("-odd.js"))));
    }

    void refusesWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("option") << QStringList(QStringLiteral("--frobnicate"))
                                << QStringLiteral("--frobnicate");
        QTest::newRow("verb or path")
            << QStringList(QStringLiteral("lunch")) << QStringLiteral("lunch");
        QTest::newRow("two folders")
            << QStringList({ QStringLiteral("plain"), QStringLiteral("project") })
            << QStringLiteral("project");
        QTest::newRow("no file name")
            << QStringList(QStringLiteral("--screenshot")) << QStringLiteral("--screenshot");
    }
    void refusesWhatItDoesNotUnderstand()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        const CommandLine line = parse(arguments);
        QCOMPARE(line.action, CommandLine::Action::Refuse);
        QVERIFY2(line.error.contains(named), qPrintable(line.error));
        QVERIFY(!line.error.contains(u'\n'));
    }

    void runsTheEntryOfTheProject()
    {
        const QString project = m_dir.filePath(QStringLiteral("library"));
        const RunPlan plan = planProject(project, {});
        QVERIFY2(plan.isGood(), qPrintable(plan.error));
        QCOMPARE(plan.request.script, project + QStringLiteral("/index.js"));
        QCOMPARE(plan.request.workingDirectory, project);
        QCOMPARE(plan.title, QStringLiteral("node index.js"));
        QVERIFY(plan.request.environment.value(QStringLiteral("PATH"))
                    .startsWith(core::shimDirectory() + QDir::listSeparator()));
        QVERIFY(!plan.needsNpmEnvironment());
    }

    void theStartScriptComesBeforeMain()
    {
        const QString project = m_dir.filePath(QStringLiteral("project"));
        const RunPlan plan = planProject(project, {});
        QVERIFY2(plan.isGood(), qPrintable(plan.error));
        QCOMPARE(plan.request.script, project + QStringLiteral("/main.js"));
        QCOMPARE(plan.request.arguments.join(u' '), QStringLiteral("--port 1"));
        QVERIFY(plan.needsNpmEnvironment());
        // The same run as that of the script by its name.
        QCOMPARE(plan.key, planScript(project, QStringLiteral("start")).key);
    }

    void aConfigurationOfTheProjectAgreesWithTheDefault()
    {
        const QString project = m_dir.filePath(QStringLiteral("project"));
        project::RunConfiguration configuration;
        configuration.id = configuration.name = QStringLiteral("mine");
        configuration.arguments = QStringLiteral("two");
        configuration.nodeOptions = QStringLiteral("--inspect");
        const RunPlan plan = planConfiguration(configuration, project, {});
        QVERIFY2(plan.isGood(), qPrintable(plan.error));
        QCOMPARE(plan.request.script, planProject(project, {}).request.script);
        QCOMPARE(plan.request.arguments.join(u' '), QStringLiteral("--port 1 two"));
        QCOMPARE(plan.request.nodeOptions.join(u' '), QStringLiteral("--inspect"));
        QVERIFY(plan.needsNpmEnvironment());
    }

    void keepsOptionsAndVariablesOfAScript()
    {
        const RunPlan plan =
            planScript(m_dir.filePath(QStringLiteral("project")), QStringLiteral("options"));
        QCOMPARE(plan.request.nodeOptions.join(u' '), QStringLiteral("--env-file=.env"));
        QCOMPARE(plan.start.variables,
                 (project::Variables { { QStringLiteral("A"), QStringLiteral("b") } }));
    }

    void aMalformedPackageJsonKeepsNothingFromRunning()
    {
        const QString project = m_dir.filePath(QStringLiteral("halfbroken"));
        const RunPlan plan = planProject(project, {});
        QVERIFY2(plan.isGood(), qPrintable(plan.error));
        QCOMPARE(plan.request.script, project + QStringLiteral("/index.js"));
        QVERIFY(plan.problem);
        QCOMPARE(plan.problem->path, project + QStringLiteral("/package.json"));
        QCOMPARE(plan.problem->line, 2);
        project::RunConfiguration configuration;
        configuration.id = configuration.name = QStringLiteral("mine");
        QVERIFY(planConfiguration(configuration, project, {}).isGood());

        const RunPlan broken = planProject(m_dir.filePath(QStringLiteral("broken")), {});
        QVERIFY(!broken.isGood());
        QCOMPARE(broken.problem->line, 1);
    }

    void offersWhatElseCouldRun()
    {
        const QString project = m_dir.filePath(QStringLiteral("monorepo"));
        const RunPlan plan = planProject(project, m_dir.filePath(QStringLiteral("app.js")));
        QVERIFY(!plan.isGood());
        QCOMPARE(plan.offers,
                 QList<project::StartOffer>(
                     { { project::StartOffer::Kind::Script, QStringLiteral("dev") },
                       { project::StartOffer::Kind::Workspace, QStringLiteral("packages/api") } }));
        const RunPlan api = planWorkspace(project, QStringLiteral("packages/api"));
        QCOMPARE(api.title, QStringLiteral("packages/api: npm start"));
        QCOMPARE(api.request.workingDirectory, project + QStringLiteral("/packages/api"));
        QCOMPARE(api.project, project);
    }

    void runsTheFileInTheEditorWhereThereIsNoProject()
    {
        const RunPlan plan = planProject({}, m_dir.filePath(QStringLiteral("app.js")));
        QVERIFY(plan.isGood());
        QCOMPARE(plan.request.workingDirectory, m_dir.path());
        QVERIFY(planProject(m_dir.filePath(QStringLiteral("plain")),
                            m_dir.filePath(QStringLiteral("app.js")))
                    .isGood());
    }

    void saysWhatToDoWhenNothingCanRun()
    {
        const QString plain = m_dir.filePath(QStringLiteral("plain"));
        const QString broken = m_dir.filePath(QStringLiteral("broken"));
        QVERIFY(planProject({}, {}).error.contains(QStringLiteral("Nothing is open")));
        QVERIFY(planProject(plain, {}).error.contains(QStringLiteral("package.json")));
        QVERIFY(planProject(broken, {}).error.contains(QStringLiteral("package.json")));
        QVERIFY(!planFile(plain + QStringLiteral("/readme.txt"), {}).isGood());
        QVERIFY(!planFile(plain + QStringLiteral("/gone.js"), {}).isGood());
        QVERIFY(!planScript(broken, QStringLiteral("start")).isGood());
        QVERIFY(planScript(m_dir.filePath(QStringLiteral("project")), QStringLiteral("deploy"))
                    .error.contains(QStringLiteral("deploy")));
    }

    void runsPlainNodeScriptsInProcessAndOthersThroughNpm_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("title");
        QTest::newRow("node") << QStringLiteral("start") << QStringLiteral("node main.js --port 1");
        QTest::newRow("shell") << QStringLiteral("lint") << QStringLiteral("npm run lint");
        QTest::newRow("hooks") << QStringLiteral("hooked") << QStringLiteral("node tool.js");
        QTest::newRow("watching") << QStringLiteral("watch") << QStringLiteral("npm run watch");
        QTest::newRow("options") << QStringLiteral("options")
                                 << QStringLiteral("node --env-file=.env main.js");
        QTest::newRow("missing") << QStringLiteral("gone") << QStringLiteral("npm run gone");
    }
    void runsPlainNodeScriptsInProcessAndOthersThroughNpm()
    {
        QFETCH(QString, script);
        QFETCH(QString, title);
        const RunPlan plan = planScript(m_dir.filePath(QStringLiteral("project")), script);
        QVERIFY2(plan.isGood(), qPrintable(plan.error));
        QCOMPARE(plan.title, title);
        QCOMPARE(plan.request.command.isEmpty(), title.startsWith(QStringLiteral("node")));
    }

    void hintsAtWhatFailed()
    {
        QVERIFY(
            FailureHint::of("Error: listen EADDRINUSE: address already in use 127.0.0.1:3000\r\n")
                .text.contains(QStringLiteral("3000")));
        QVERIFY(FailureHint::of("Error: listen EADDRINUSE: address already in use :::8080")
                    .text.contains(QStringLiteral("8080")));
        QVERIFY(
            FailureHint::of("Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'express' imported")
                .text.contains(QStringLiteral("express")));
        QVERIFY(FailureHint::of("Error: Cannot find module './lib'").text.isEmpty());
        QVERIFY(FailureHint::of("TypeError: x is not a function").text.isEmpty());
    }

    void keepsSettings()
    {
        Settings settings = Settings::load();
        settings.appearance = Appearance::Dark;
        settings.codeFontSize = 14;
        settings.savesBeforeRun = false;
        settings.save();
        QCOMPARE(Settings::load(), settings);
    }

    void bringsDamagedSettingsIntoRange()
    {
        QFile file(settingsFilePath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "[General]\nappearance=plaid\ncodeFontSize=9999\nhistoryLines=many\nrecordingMebibytes=-5\n\x01\xff[[=\n");
        file.close();
        const Settings settings = Settings::load();
        QCOMPARE(settings.appearance, Appearance::System);
        QCOMPARE(settings.codeFontSize, 40);
        QCOMPARE(settings.historyLines, Settings().historyLines);
        QCOMPARE(settings.recordingMebibytes, Settings::leastRecording);
        QVERIFY(QDir::isAbsolutePath(settings.projectsFolder));
    }

    void remembersProjectsNewestFirst()
    {
        for (int i = 0; i < 20; ++i)
            addRecentProject(QStringLiteral("/p/%1").arg(i));
        addRecentProject(QStringLiteral("/p/15"));
        QCOMPARE(recentProjects().size(), 12);
        QCOMPARE(recentProjects().constFirst(), QStringLiteral("/p/15"));
        removeRecentProject(QStringLiteral("/p/15"));
        QVERIFY(!recentProjects().contains(QStringLiteral("/p/15")));
    }

    void onlyOneOfTwoSessionsIsTheFirst()
    {
        const Session first;
        QVERIFY(first.isFirst());
        const Session second;
        QVERIFY(!second.isFirst());
    }
};

QTEST_MAIN(CommandLineTest)
#include "tst_commandline.moc"
