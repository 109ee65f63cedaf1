// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/processstatus.h"
#include "runtime/trace/tracefile.h"
#include "tests/runtime/cli/verbtest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>

using namespace looptide;

// `looptide run FOLDER` against `npm start` there.
class tst_RunFolder : public VerbTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(prepare()); }
    void runsTheProjectOfAFolder();
    void startsWhatNpmStarts_data();
    void startsATypeScriptProgram();
    void startsWhatNpmStarts();
    void saysWhatElseCouldRun();
    void runsInSpiteOfAMalformedPackageJson();
    void recordsWhatNpmStarts();
};

void tst_RunFolder::runsTheProjectOfAFolder()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("project/lib")));
    write(QStringLiteral("project/package.json"), R"({ "main": "lib/start.js" })");
    write(QStringLiteral("project/lib/start.js"), "console.log('started')");
    QCOMPARE(looptideRun({ QStringLiteral("project") }).out, "started\n");
    write(QStringLiteral("project/package.json"), R"({ "scripts": { "start": "node other.js" } })");
    write(QStringLiteral("project/other.js"), "console.log('other')");
    QCOMPARE(looptideRun({ QStringLiteral("project") }).out, "other\n");
}

// Each as npm itself does it: what the program says of itself, and the exit code.
void tst_RunFolder::startsWhatNpmStarts_data()
{
    QTest::addColumn<QByteArray>("package");
    const auto row = [](const char *name, const QByteArray &package) {
        QTest::newRow(name) << package;
    };
    const auto start = [&](const QByteArray &command) {
        row(command.constData(),
            "{ \"name\": \"x\", \"main\": \"main.js\", \"scripts\": { \"start\": \"" + command
                + "\" } }");
    };
    start("node --env-file=.env program.js --port 8081");
    start("node -r ./instrument.js program.js 'two words'");
    start("node --max-old-space-size=123 --import ./instrument.js program");
    start("NODE_ENV=production GREETING= node program.js");
    start("cross-env NODE_ENV=test node program.js");
    start("NODE_OPTIONS=--require=./instrument.js node program.js");
    start("node .");
    start("node gone.js");
    start("node program.js && node program.js again");
    start("sh -c 'exit 7'");
    row("hooks", R"({ "scripts": { "prestart": "node pre.js", "start": "node program.js",
        "poststart": "node program.js post" } })");
    row("hook that fails",
        R"({ "scripts": { "prestart": "exit 3", "start": "node program.js" } })");
    row("server.js", R"({ "name": "served", "main": "main.js" })");
}

// Not compared with npm: the bundled `node` that npm starts is one of a distribution, which has no
// type stripping.
void tst_RunFolder::startsATypeScriptProgram()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("typed")));
    write(QStringLiteral("typed/package.json"), R"({ "scripts": { "start": "node typed.ts" } })");
    write(QStringLiteral("typed/typed.ts"), "const x: number = 1;\nconsole.log(x);\n");
    for (const QStringList &options :
         { QStringList(), QStringList(QStringLiteral("--isolated")) }) {
        const Outcome outcome = looptideRun(options + QStringList(QStringLiteral("typed")));
        QCOMPARE(outcome.out, QByteArray("1\n"));
        QCOMPARE(outcome.code, 0);
    }
}

void tst_RunFolder::startsWhatNpmStarts()
{
    QFETCH(const QByteArray, package);
    const QString folder = QStringLiteral("npmstart/");
    QVERIFY(QDir(m_folder.path()).mkpath(folder + QStringLiteral("node_modules/.bin")));
    const QByteArray program = R"(const { env } = process;
console.log('ran', JSON.stringify({ argv: process.argv.slice(1), cwd: process.cwd(),
  instrumented: globalThis.instrumented, options: process.execArgv, NODE_ENV: env.NODE_ENV,
  GREETING: env.GREETING, event: env.npm_lifecycle_event, command: env.npm_command,
  name: env.npm_package_name, init: env.INIT_CWD, pre: require('fs').existsSync('made.txt'),
  heap: require('v8').getHeapStatistics().heap_size_limit }));
process.exitCode = 5;
)";
    write(folder + QStringLiteral("program.js"), program);
    write(folder + QStringLiteral("main.js"), program);
    write(folder + QStringLiteral("server.js"), program);
    write(folder + QStringLiteral("instrument.js"), "globalThis.instrumented = true;\n");
    write(folder + QStringLiteral("pre.js"),
          "require('fs').writeFileSync('made.txt', ''); console.log('ran before')\n");
    write(folder + QStringLiteral(".env"), "GREETING=hello\n");
    write(folder + QStringLiteral("package.json"), package);
    // Does what cross-env does with one variable.
    const QString crossEnv = write(folder + QStringLiteral("node_modules/.bin/cross-env"),
                                   "#!/bin/sh\nexec env \"$@\"\n");
    QVERIFY(QFile::setPermissions(crossEnv, QFile::permissions(crossEnv) | QFile::ExeUser));
    const auto said = [](const Outcome &outcome) {
        QList<QByteArray> lines = outcome.out.split('\n');
        lines.removeIf([](const QByteArray &line) { return !line.startsWith("ran "); });
        return lines.join('\n');
    };
    const auto forget = [&] {
        QFile::remove(m_folder.filePath(folder + QStringLiteral("made.txt")));
    };
    const auto withShims = [&](const QStringList &words) {
        return run(QStringLiteral("/usr/bin/env"),
                   QStringList { QStringLiteral("-C"), m_folder.filePath(folder),
                                 QStringLiteral("PWD=") + m_folder.filePath(folder).chopped(1) }
                       + words);
    };
    forget();
    const Outcome npm =
        withShims({ core::shimDirectory() + QStringLiteral("/npm"), QStringLiteral("start") });
    forget();
    const Outcome ours = looptideRun({ QStringLiteral("npmstart") });
    QCOMPARE(said(ours), said(npm));
    QCOMPARE(ours.code, npm.code);
    forget();
    const Outcome isolated =
        looptideRun({ QStringLiteral("--isolated"), QStringLiteral("npmstart") });
    QCOMPARE(said(isolated), said(npm));
    QCOMPARE(isolated.code, npm.code);
}

void tst_RunFolder::saysWhatElseCouldRun()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("mono/packages/api")));
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("mono/src")));
    write(QStringLiteral("mono/package.json"),
          "{ \"workspaces\": [\"packages/*\"], \"scripts\": { \"dev\": \"node src/index.ts\" } }");
    write(QStringLiteral("mono/packages/api/package.json"),
          R"({ "name": "api", "scripts": { "start": "node index.js" } })");
    write(QStringLiteral("mono/packages/api/index.js"),
          "console.log(process.env.npm_package_name)");
    write(QStringLiteral("mono/src/index.ts"), "console.log('dev', process.argv[2])");
    const Outcome outcome = looptideRun({ QStringLiteral("mono") });
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.endsWith("\n  looptide run mono/src/index.ts"
                                  "\n  looptide run --script dev mono"
                                  "\n  looptide run mono/packages/api\n"),
             outcome.err);
    QCOMPARE(looptideRun({ QStringLiteral("--script"), QStringLiteral("dev"),
                           QStringLiteral("mono"), QStringLiteral("two") })
                 .out,
             "dev two\n");
    QCOMPARE(looptideRun({ QStringLiteral("mono/packages/api") }).out, "api\n");
    QVERIFY(
        looptideRun({ QStringLiteral("--script"), QStringLiteral("gone"), QStringLiteral("mono") })
            .err.contains("gone"));
}

void tst_RunFolder::runsInSpiteOfAMalformedPackageJson()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("halfbroken")));
    write(QStringLiteral("halfbroken/package.json"), "{\n  oops");
    write(QStringLiteral("halfbroken/index.mjs"), "console.log('ran')");
    const Outcome outcome = looptideRun({ QStringLiteral("halfbroken") });
    QVERIFY2(outcome.err.contains("package.json:2:3: "), outcome.err);
}

void tst_RunFolder::recordsWhatNpmStarts()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("through")));
    write(QStringLiteral("through/package.json"),
          R"({ "scripts": { "start": "echo first && node server.js" } })");
    write(QStringLiteral("through/server.js"),
          "const server = require('http').createServer((q, s) => s.end('x'));"
          "server.listen(0, '127.0.0.1', async () => {"
          "await (await fetch(`http://127.0.0.1:${server.address().port}/asked`)).text();"
          "server.closeAllConnections(); server.close(); process.exitCode = 3 })");
    const Outcome outcome = looptideRun(
        { QStringLiteral("--http-log"), QStringLiteral("log"), QStringLiteral("through") });
    QCOMPARE(outcome.code, 3);
    QFile log(m_folder.filePath(QStringLiteral("log")));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArrayList lines = log.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines[0].contains(R"("url":"/asked")"), lines[0]);
    QVERIFY2(lines[0].contains(R"("kind":"process")"), lines[0]);
}

QTEST_GUILESS_MAIN(tst_RunFolder)
#include "tst_runfolder.moc"
