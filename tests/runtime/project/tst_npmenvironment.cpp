// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/process/processruntime.h"
#include "runtime/project/npmenvironment.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::core;
using namespace looptide::process;
using namespace looptide::project;

class NpmEnvironmentTest : public QObject
{
    Q_OBJECT

    void write(const QString &path, const QByteArray &text) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_dir.filePath(path)).path()));
        QFile file(m_dir.filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QString project() const { return QDir(m_dir.path()).canonicalPath() + u'/' + m_name; }
    // As for a run in the window: a person's home, and the bundled programs first.
    QProcessEnvironment environment() const
    {
        QProcessEnvironment result = QProcessEnvironment::systemEnvironment();
        result.insert(QStringLiteral("PATH"),
                      shimDirectory() + u':' + result.value(QStringLiteral("PATH")));
        result.insert(QStringLiteral("HOME"), m_dir.filePath(QStringLiteral("home")));
        result.insert(QStringLiteral("PWD"), project());
        result.insert(QStringLiteral("npm_config_from_the_person"), QStringLiteral("yes"));
        result.insert(QStringLiteral("npm_config_loglevel"), QStringLiteral("warn"));
        result.insert(QStringLiteral("TERM"), QStringLiteral("xterm-256color"));
        result.insert(QStringLiteral("COLORTERM"), QStringLiteral("truecolor"));
        return result;
    }
    // What a script that npm runs at a terminal sees.
    QMap<QString, QString> throughNpm(const QString &script) const
    {
        ProcessRuntime runtime;
        RunRequest request;
        request.command = { shimDirectory() + QStringLiteral("/npm"), QStringLiteral("run"),
                            script };
        if (script == QLatin1StringView("start"))
            request.command.remove(1);
        request.workingDirectory = project();
        request.environment = environment();
        QByteArray output;
        connect(&runtime, &Runtime::outputReceived, &runtime,
                [&](const QByteArray &bytes) { output += bytes; });
        QSignalSpy finished(&runtime, &Runtime::runFinished);
        runtime.start(request);
        if (!finished.wait(60'000))
            qWarning() << "npm did not end:" << output;
        QFile file(project() + QStringLiteral("/dumped.json"));
        if (!file.open(QIODevice::ReadOnly))
            qWarning() << "nothing was dumped:" << output;
        return comparable(QJsonDocument::fromJson(file.readAll()).object().toVariantMap());
    }
    QMap<QString, QString> asked(NpmEnvironment &npm, const QString &script) const
    {
        const auto answer = npm.forScript(script);
        QVariantMap variables;
        if (answer) {
            for (const QString &name : answer->keys())
                variables.insert(name, answer->value(name));
        }
        return comparable(variables);
    }
    // The shims, being programs of the shell, name themselves in _ and put their folder into PATH
    // once more.
    static QMap<QString, QString> comparable(const QVariantMap &variables)
    {
        QMap<QString, QString> result;
        for (auto it = variables.begin(); it != variables.end(); ++it)
            result.insert(it.key(), it.value().toString());
        result.remove(QStringLiteral("_"));
        result.remove(QStringLiteral("OLDPWD"));
        QStringList path = result.value(QStringLiteral("PATH")).split(u':');
        path.removeDuplicates();
        result[QStringLiteral("PATH")] = path.join(u':');
        return result;
    }
    static void answer(NpmEnvironment &npm, const QString &project,
                       const QProcessEnvironment &environment)
    {
        QSignalSpy answered(&npm, &NpmEnvironment::answered);
        npm.ask(project, environment);
        QVERIFY(answered.wait(60'000));
    }

    QTemporaryDir m_dir;
    QString m_name; // of the project's folder

private Q_SLOTS:
    void init() { m_name = QStringLiteral("p"); }

    void initTestCase()
    {
        write(QStringLiteral("home/.npmrc"), "init-author-name=Someone\nfund=false\n");
        write(QStringLiteral("p/.npmrc"), "save-exact=true\n");
        write(QStringLiteral("p/dump.js"),
              "require('fs').writeFileSync('dumped.json', JSON.stringify(process.env))\n");
        write(QStringLiteral("p/package.json"), R"({ "name": "@scope/tide", "version": "1.2.3",
            "description": "not handed on", "config": { "port": 8080, "list": [1, 2] },
            "engines": { "node": ">=24" }, "bin": { "tide": "dump.js" },
            "scripts": { "dump": "node dump.js", "start": "node dump.js && true" } })");
        write(QStringLiteral("mono/.npmrc"), "save-exact=true\n");
        write(QStringLiteral("mono/package.json"),
              "{ \"name\": \"all\", \"workspaces\": [\"packages/*\"] }");
        write(QStringLiteral("mono/packages/api/package.json"), R"({ "name": "api",
            "config": { "port": 8080 }, "scripts": { "start": "node dump.js" } })");
        write(QStringLiteral("served/.npmrc"), "save-exact=true\n");
        write(QStringLiteral("served/package.json"), R"({ "config": { "port": 8080 } })");
        for (const auto *file : { "mono/packages/api/dump.js", "served/server.js" })
            write(QString::fromLatin1(file),
                  "require('fs').writeFileSync('dumped.json', JSON.stringify(process.env))\n");
    }

    void isWhatNpmGives_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("script");
        const QString p = QStringLiteral("p");
        QTest::newRow("dump") << p << QStringLiteral("dump");
        QTest::newRow("start") << p << QStringLiteral("start");
        QTest::newRow("workspace")
            << QStringLiteral("mono/packages/api") << QStringLiteral("start");
        QTest::newRow("server.js") << QStringLiteral("served") << QStringLiteral("start");
    }
    void isWhatNpmGives()
    {
        QFETCH(QString, folder);
        QFETCH(QString, script);
        m_name = folder;
        NpmEnvironment npm;
        answer(npm, project(), environment());
        const QMap<QString, QString> ours = asked(npm, script);
        const QMap<QString, QString> theirs = throughNpm(script);
        QCOMPARE(ours.value(QStringLiteral("npm_lifecycle_event")), script);
        QCOMPARE(ours.value(QStringLiteral("npm_package_config_port")), QStringLiteral("8080"));
        QCOMPARE(ours.value(QStringLiteral("npm_config_save_exact")), QStringLiteral("true"));
        QVERIFY(ours.value(QStringLiteral("PATH"))
                    .startsWith(project() + QStringLiteral("/node_modules/.bin:")));
        QVERIFY(ours.value(QStringLiteral("NODE")).endsWith(QStringLiteral("looptide-node")));
        QStringList names = ours.keys() + theirs.keys();
        names.removeDuplicates();
        QStringList differences;
        for (const QString &name : std::as_const(names)) {
            if (ours.contains(name) != theirs.contains(name)
                || ours.value(name) != theirs.value(name))
                differences.append(QStringLiteral("%1: ours “%2”, npm's “%3”")
                                       .arg(name, ours.value(name), theirs.value(name)));
        }
        QVERIFY2(differences.isEmpty(), qPrintable(differences.join(u'\n')));
    }

    void givesTheStagesOfAScript()
    {
        write(QStringLiteral("p/staged/package.json"), R"({ "scripts": { "prestart": "echo one",
            "start": "node dump.js", "poststart": "echo two" } })");
        write(QStringLiteral("p/staged/dump.js"), "");
        m_name = QStringLiteral("p/staged");
        const StartPlan plan = StartPlan::ofProject(PackageJson::load(project()));
        NpmEnvironment npm;
        answer(npm, project(), environment());
        auto run = npm.forPlan(plan);
        QVERIFY(run);
        QCOMPARE(run->before.size(), 1);
        QCOMPARE(run->before[0].command.join(u'|'), QStringLiteral("/bin/sh|-c|echo one"));
        QCOMPARE(run->before[0].environment.value(QStringLiteral("npm_lifecycle_event")),
                 QStringLiteral("prestart"));
        QCOMPARE(run->before[0].environment.value(QStringLiteral("npm_command")),
                 QStringLiteral("start"));
        QCOMPARE(run->after.size(), 1);
        write(QStringLiteral("p/staged/.npmrc"), "ignore-scripts=true\n");
        answer(npm, project(), environment());
        run = npm.forPlan(plan);
        QVERIFY(run && run->before.isEmpty() && run->after.isEmpty());
    }

    void countsUntilAFileChanges()
    {
        NpmEnvironment npm;
        QVERIFY(!npm.isCurrent(project(), environment()));
        answer(npm, project(), environment());
        QVERIFY(npm.isCurrent(project(), environment()));
        QProcessEnvironment other = environment();
        other.insert(QStringLiteral("PORT"), QStringLiteral("1"));
        QVERIFY(!npm.isCurrent(project(), other));
        write(QStringLiteral("p/.npmrc"), "save-exact=true\nfund=true\n");
        QVERIFY(!npm.isCurrent(project(), environment()));
        answer(npm, project(), environment());
        QVERIFY(npm.isCurrent(project(), environment()));
    }

    void theLastQuestionIsAnswered()
    {
        write(QStringLiteral("q/package.json"), R"({ "scripts": { "other": "node x.js" } })");
        NpmEnvironment npm;
        npm.ask(project(), environment());
        const QString other = QDir(m_dir.path()).canonicalPath() + QStringLiteral("/q");
        answer(npm, other, environment());
        QVERIFY(npm.forScript(QStringLiteral("other")));
        QVERIFY(!npm.forScript(QStringLiteral("dump")));
        QVERIFY(npm.isCurrent(other, environment()));
    }

    void hasNothingWhereNpmHasNothing()
    {
        write(QStringLiteral("broken/package.json"), "{ nope");
        NpmEnvironment npm;
        answer(npm, m_dir.filePath(QStringLiteral("broken")), environment());
        QVERIFY(!npm.forScript(QStringLiteral("dump")));
        // A folder within a package: its scripts are not those of the folder.
        QVERIFY(QDir(project()).mkpath(QStringLiteral("within")));
        answer(npm, project() + QStringLiteral("/within"), environment());
        QVERIFY(!npm.forScript(QStringLiteral("dump")));
    }
};

QTEST_GUILESS_MAIN(NpmEnvironmentTest)
#include "tst_npmenvironment.moc"
