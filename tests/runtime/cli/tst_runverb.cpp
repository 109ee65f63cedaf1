// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/process/processstatus.h"
#include "runtime/trace/tracefile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace looptide;

namespace {

constexpr int timeoutMs = 30'000;

struct Outcome
{
    QByteArray out;
    QByteArray err;
    int code = 0;
    QProcess::ExitStatus status = QProcess::NormalExit;
};

QString looptideProgram()
{
    return QFileInfo(core::nodeProgram()).dir().filePath(QStringLiteral("looptide"));
}

} // namespace

// `looptide run FILE` against `node FILE`, and what only the verb has.
class tst_RunVerb : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void printsAndExitsLikeNode_data();
    void printsAndExitsLikeNode();
    void signalsEndItLikeNode_data();
    void signalsEndItLikeNode();
    void badInputIsOneLineAndTwo_data();
    void badInputIsOneLineAndTwo();
    void runsTheProjectOfAFolder();
    void startsWhatNpmStarts_data();
    void startsATypeScriptProgram();
    void startsWhatNpmStarts();
    void saysWhatElseCouldRun();
    void runsInSpiteOfAMalformedPackageJson();
    void recordsNothingInSilence();
    void runsInTheAskedFolder();
    void wordsAfterTheFileBelongToTheProgram();
    void logsEachRequestAsItEnds_data();
    void logsEachRequestAsItEnds();
    void fullDiskEndsTheLogOnly_data() { logsEachRequestAsItEnds_data(); }
    void fullDiskEndsTheLogOnly();
    void interruptedLogIsComplete_data() { logsEachRequestAsItEnds_data(); }
    void interruptedLogIsComplete();
    void killingItEndsAnIsolatedProgram();
    void isolatedPassesEverythingOn();
    void recordsATrace();
    void recordingEndsWellWhenInterrupted();

private:
    QString write(const QString &name, const QByteArray &text);
    Outcome run(const QString &program, const QStringList &arguments, const QByteArray &input = {});
    Outcome looptide(const QStringList &arguments, const QByteArray &input = {})
    {
        return run(looptideProgram(), QStringList { QStringLiteral("run") } + arguments, input);
    }
    void startListening(QProcess &process, const QStringList &arguments);

    QTemporaryDir m_folder;
};

void tst_RunVerb::initTestCase()
{
    QVERIFY(QFile::exists(looptideProgram()));
    QVERIFY(QFile::exists(core::nodeProgram()));
    // A name that the two do not differ in: Node's warnings contain it.
    QVERIFY(QFile::link(core::nodeProgram(), m_folder.filePath(QStringLiteral("node"))));
}

QString tst_RunVerb::write(const QString &name, const QByteArray &text)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

Outcome tst_RunVerb::run(const QString &program, const QStringList &arguments,
                         const QByteArray &input)
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(timeoutMs))
        process.kill();
    return { process.readAllStandardOutput(), process.readAllStandardError(), process.exitCode(),
             process.exitStatus() };
}

void tst_RunVerb::printsAndExitsLikeNode_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("input");
    const auto row = [](const char *name, const char *source, const char *file = "app.js",
                        const QByteArray &input = {}) {
        QTest::newRow(name) << QString::fromLatin1(file) << QByteArray(source) << input;
    };
    row("throw at top level", "function f() { throw new TypeError('top') }\nf()");
    row("throw of a value", "throw { a: 1 }");
    row("unhandled rejection", "Promise.reject(new Error('nobody'))");
    row("rejection with a value", "Promise.reject(7)");
    row("process.exit(3)", "process.on('exit', c => console.log('exit', c)); process.exit(3)");
    row("top-level await",
        "import { setTimeout as s } from 'node:timers/promises';\n"
        "console.log(await s(5, 'later'), import.meta.main, import.meta.filename)",
        "app.mjs");
    row("unsettled await", "await new Promise(() => {})", "app.mjs");
    row("throw in a module", "export const a = 1; null.x", "app.mjs");
    row("syntax error", "console.log('a')\nlet = = 1");
    row("syntax error in a module", "export { nothing }", "app.mjs");
    row("missing import", "import './nothing.mjs'", "app.mjs");
    row("missing require", "require('nothing')");
    row("input from a pipe",
        "process.stdin.setEncoding('utf8');let t='';"
        "process.stdin.on('data', d => t += d).on('end', () => console.log(t.length, t))",
        "app.js", "first\nsecond ä\n");
    row("input read at once", "console.log(require('fs').readFileSync(0, 'utf8').split('\\n'))",
        "app.js", "a\nb\n");
    row("readline",
        "const r=require('readline').createInterface({input:process.stdin});"
        "r.on('line', l => console.log('>' + l)).on('close', () => console.log('end'))",
        "app.js", "one\ntwo");
    row("order of callbacks",
        "const fs = require('fs');"
        "setTimeout(() => console.log('timeout'), 0);"
        "setImmediate(() => console.log('immediate'));"
        "process.nextTick(() => console.log('tick'));"
        "Promise.resolve().then(() => console.log('promise')).then(() => console.log('2'));"
        "queueMicrotask(() => console.log('micro'));"
        "fs.readFile(__filename, () => { setTimeout(() => console.log('t'), 0);"
        "setImmediate(() => console.log('i')); process.nextTick(() => console.log('n')) });"
        "console.log('script')");
    row("order of exit events",
        "process.on('beforeExit', () => { console.log('before');"
        "if (!globalThis.x) setTimeout(() => console.log('more'), globalThis.x = 1) });"
        "process.on('exit', c => { console.log('exit', c); process.exitCode = 4 })");
    row("uncaughtException listener",
        "process.on('uncaughtException', (e, o) => console.log(e.message, o));"
        "process.on('exit', c => console.log(c));"
        "setTimeout(() => console.log('goes on'), 5); throw new Error('x')");
    row("unhandledRejection listener",
        "process.on('unhandledRejection', r => console.log('got', r));"
        "Promise.reject(1); process.on('exit', c => console.log(c))");
    row("throw in uncaughtException",
        "process.on('uncaughtException', () => { throw new Error('2') }); x()");
    row("error with a cause", "throw new Error('a', { cause: new Error('b') })");
    row("stack overflow",
        "function f() { f() } try { f() } catch (e) { console.log(e.message) } f()");
    row("warnings",
        "process.emitWarning('careful'); new Buffer(1); process.emitWarning('d', "
        "'DeprecationWarning')");
    row("arguments",
        "console.log(process.argv.length, process.execArgv,"
        "require('path').basename(process.argv[1]), process.execPath === process.argv[0])");
    row("main module",
        "console.log(require.main === module, module.id, module.paths[0], __filename,"
        "require('module').globalPaths.length, process.moduleLoadList.length > 0)");
    row("worker",
        "const { Worker, isMainThread, threadId } = require('worker_threads');"
        "if (isMainThread) { console.log(threadId); const w = new Worker(__filename,"
        "{ workerData: 1, argv: ['a'] }); w.on('message', m => console.log(m));"
        "w.on('exit', c => console.log('worker', c)) } else {"
        "require('worker_threads').parentPort.postMessage([threadId, process.argv.length]);"
        "process.exit(5) }");
    row("error in a worker",
        "const { Worker, isMainThread } = require('worker_threads');"
        "if (isMainThread) new Worker(__filename); else throw new Error('w')");
    row("fork",
        "const { fork } = require('child_process'); if (process.argv[2]) process.on('message', m "
        "=> {"
        "process.send(m * 2); process.disconnect() }); else { const c = fork(__filename, ['x']);"
        "c.on('message', m => console.log(m)); c.on('exit', (c, s) => console.log(c, s)); "
        "c.send(21) }");
    row("spawn and exec",
        "const c = require('child_process'); console.log(c.execSync('echo hi').toString(),"
        "c.spawnSync(process.execPath, ['-e', 'process.exit(8)']).status);"
        "c.spawn('sh', ['-c', 'cat; exit 3'], { stdio: ['pipe', 'inherit', 'inherit'] })"
        ".on('close', x => console.log(x)).stdin.end('piped\\n')");
    row("cluster",
        "const cluster = require('cluster'), http = require('http');"
        "if (cluster.isPrimary) { const w = cluster.fork(); w.on('listening', a => http.get({ "
        "port: a.port },"
        "r => r.on('data', d => console.log(String(d))).on('end', () => w.kill())));"
        "cluster.on('exit', (w, c, s) => console.log('gone', w.id, c, s)) }"
        "else http.createServer((q, r) => r.end('from ' + cluster.worker.id)).listen(0)");
    row("http",
        "const http = require('http'); const s = http.createServer((q, r) => { "
        "console.log(q.method, q.url);"
        "r.end('ok') }).listen(0, () => http.get({ port: s.address().port, path: '/x' }, r => {"
        "r.on('data', d => console.log(r.statusCode, String(d))).on('end', () => s.close()) }))");
    row("port in use",
        "const net = require('net'); const a = net.createServer().listen(0, () => {"
        "try { net.createServer().on('error', e => { console.log(e.code); a.close() })"
        ".listen(a.address().port) } catch (e) { console.log(e) } })");
    row("large output",
        "for (let i = 0; i < 30000; i++) console.log(i, 'x'.repeat(50)); "
        "console.error('y'.repeat(200000)); process.exitCode = 1");
    row("write and exit", "process.stdout.write('z'.repeat(1 << 20), () => process.exit(2))");
    row("signal listener",
        "process.on('SIGUSR2', s => { console.log(s); clearInterval(t) });"
        "const t = setInterval(() => {}, 1000); process.kill(process.pid, 'SIGUSR2')");
    row("streams and files",
        "const fs = require('fs'), z = require('zlib'), { pipeline } = require('stream/promises');"
        "pipeline(fs.createReadStream(__filename), z.createGzip(), z.createGunzip(), async s => {"
        "let n = 0; for await (const c of s) n += c.length; console.log(n) })"
        ".then(() => fs.promises.stat('nothing')).catch(e => "
        "console.log(e.message.split('/')[0]))");
    row("AsyncLocalStorage",
        "const { AsyncLocalStorage } = require('async_hooks'); const a = new AsyncLocalStorage();"
        "a.run(1, () => setTimeout(() => console.log(a.getStore()), 1)); "
        "console.log(a.getStore())");
    row("inspection",
        "console.log(process.stdout.isTTY, [1, { a: { b: { c: {} } } }], new Map([[1, 2]]), class "
        "A {});"
        "console.table([{ a: 1 }]); console.error(new Error('e').stack.split('\\n').length)");
    row("stack of a callback",
        "setTimeout(function named() { console.log(new Error('s').stack) }, 1)");
    row("inspector",
        "const i = require('inspector'); const s = new i.Session(); s.connect();"
        "s.post('Runtime.evaluate', { expression: '6*7' }, (e, r) => console.log(r.result.value)); "
        "s.disconnect()");
    row("globals",
        "console.log(Object.getOwnPropertyNames(globalThis).sort().join());"
        "console.log(Object.keys(process).sort().join(), process.listenerCount('exit'))");
    row("features",
        "console.log(process.features, process.allowedNodeEnvironmentFlags.size, "
        "process.versions.v8,"
        "process.config.variables.napi_build_version, "
        "performance.eventLoopUtilization().utilization >= 0)");
    row("fatal error", "process.abort()");
}

void tst_RunVerb::printsAndExitsLikeNode()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, input);
    write(file, source);
    const Outcome node = run(m_folder.filePath(QStringLiteral("node")), { file }, input);
    for (const QStringList &options : { QStringList {}, { QStringLiteral("--level=phases") } }) {
        const Outcome ours = looptide(options + QStringList { file }, input);
        const auto normalised = [](QByteArray text) {
            static const QRegularExpression pid(QStringLiteral("\\(node:\\d+\\)"));
            return QString::fromUtf8(text).replace(pid, QStringLiteral("(node:PID)"));
        };
        QCOMPARE(ours.status, node.status);
        QCOMPARE(ours.code, node.code);
        QCOMPARE(normalised(ours.out), normalised(node.out));
        if (node.status == QProcess::NormalExit) // a native stack names the program
            QCOMPARE(normalised(ours.err), normalised(node.err));
    }
}

void tst_RunVerb::startListening(QProcess &process, const QStringList &arguments)
{
    process.setWorkingDirectory(m_folder.path());
    process.setReadChannel(QProcess::StandardOutput);
    process.start(looptideProgram(), QStringList { QStringLiteral("run") } + arguments);
    while (!process.canReadLine() && process.waitForReadyRead(timeoutMs)) { }
}

void tst_RunVerb::signalsEndItLikeNode_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("signal");
    for (const int signal : { SIGINT, SIGTERM, SIGHUP }) {
        QTest::addRow("%d", signal) << QStringList {} << signal;
        QTest::addRow("%d, recorded", signal)
            << QStringList { QStringLiteral("--record=t.trace") } << signal;
        QTest::addRow("%d, isolated", signal)
            << QStringList { QStringLiteral("--isolated") } << signal;
        QTest::addRow("%d, isolated and recorded", signal)
            << QStringList { QStringLiteral("--isolated"), QStringLiteral("--record=t.trace") }
            << signal;
    }
}

void tst_RunVerb::signalsEndItLikeNode()
{
    QFETCH(const QStringList, options);
    QFETCH(const int, signal);
    write(QStringLiteral("loop.js"), "console.log('go'); setInterval(() => {}, 1000)");
    QProcess process;
    startListening(process, options + QStringList { QStringLiteral("loop.js") });
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(timeoutMs));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QCOMPARE(process.exitCode(), signal);

    write(QStringLiteral("listens.js"),
          "for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(s, (n, c) => { "
          "console.log(n, c);"
          "process.exit(9) }); console.log('go'); setInterval(() => {}, 1000)");
    QProcess listening;
    startListening(listening, options + QStringList { QStringLiteral("listens.js") });
    ::kill(static_cast<pid_t>(listening.processId()), signal);
    QVERIFY(listening.waitForFinished(timeoutMs));
    QCOMPARE(listening.exitStatus(), QProcess::NormalExit);
    QCOMPARE(listening.exitCode(), 9);
}

void tst_RunVerb::badInputIsOneLineAndTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QStringList &arguments, const char *says) {
        QTest::newRow(name) << arguments << QByteArray(says);
    };
    write(QStringLiteral("good.js"), "");
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("empty")));
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("broken")));
    write(QStringLiteral("broken/package.json"), "{ \"main\": ");
    const auto word = [](const char *text) { return QString::fromLatin1(text); };
    row("level", { word("--level"), word("most"), word("good.js") }, "most");
    row("value missing", { word("--record") }, "--record");
    row("no such folder", { word("--cwd"), word("nowhere"), word("good.js") }, "nowhere");
    row("empty folder", { word("empty") }, "empty");
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("odd/package.json")));
    row("package.json that cannot be read", { word("odd") }, "package.json is not a file");
    row("malformed package.json", { word("broken") }, "package.json");
    row("log that cannot be written", { word("--http-log"), word("nowhere/log"), word("good.js") },
        "nowhere/log");
    row("trace that cannot be written", { word("--record"), word("nowhere/t"), word("good.js") },
        "nowhere/t");
}

void tst_RunVerb::badInputIsOneLineAndTwo()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, says);
    const Outcome outcome = looptide(arguments);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY2(outcome.err.contains(says), outcome.err);
}

void tst_RunVerb::runsTheProjectOfAFolder()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("project/lib")));
    write(QStringLiteral("project/package.json"), R"({ "main": "lib/start.js" })");
    write(QStringLiteral("project/lib/start.js"), "console.log('started')");
    QCOMPARE(looptide({ QStringLiteral("project") }).out, "started\n");
    write(QStringLiteral("project/package.json"), R"({ "scripts": { "start": "node other.js" } })");
    write(QStringLiteral("project/other.js"), "console.log('other')");
    QCOMPARE(looptide({ QStringLiteral("project") }).out, "other\n");
}

// Each as npm itself does it: what the program says of itself, and the exit code.
void tst_RunVerb::startsWhatNpmStarts_data()
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
void tst_RunVerb::startsATypeScriptProgram()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("typed")));
    write(QStringLiteral("typed/package.json"), R"({ "scripts": { "start": "node typed.ts" } })");
    write(QStringLiteral("typed/typed.ts"), "const x: number = 1;\nconsole.log(x);\n");
    for (const QStringList &options :
         { QStringList(), QStringList(QStringLiteral("--isolated")) }) {
        const Outcome outcome = looptide(options + QStringList(QStringLiteral("typed")));
        QCOMPARE(outcome.out, QByteArray("1\n"));
        QCOMPARE(outcome.code, 0);
    }
}

void tst_RunVerb::startsWhatNpmStarts()
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
    const Outcome ours = looptide({ QStringLiteral("npmstart") });
    QCOMPARE(said(ours), said(npm));
    QCOMPARE(ours.code, npm.code);
    forget();
    const Outcome isolated = looptide({ QStringLiteral("--isolated"), QStringLiteral("npmstart") });
    QCOMPARE(said(isolated), said(npm));
    QCOMPARE(isolated.code, npm.code);
}

void tst_RunVerb::saysWhatElseCouldRun()
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
    const Outcome outcome = looptide({ QStringLiteral("mono") });
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.endsWith("\n  looptide run mono/src/index.ts"
                                  "\n  looptide run --script dev mono"
                                  "\n  looptide run mono/packages/api\n"),
             outcome.err);
    QCOMPARE(looptide({ QStringLiteral("--script"), QStringLiteral("dev"), QStringLiteral("mono"),
                        QStringLiteral("two") })
                 .out,
             "dev two\n");
    QCOMPARE(looptide({ QStringLiteral("mono/packages/api") }).out, "api\n");
    QVERIFY(looptide({ QStringLiteral("--script"), QStringLiteral("gone"), QStringLiteral("mono") })
                .err.contains("gone"));
}

void tst_RunVerb::runsInSpiteOfAMalformedPackageJson()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("halfbroken")));
    write(QStringLiteral("halfbroken/package.json"), "{\n  oops");
    write(QStringLiteral("halfbroken/index.mjs"), "console.log('ran')");
    const Outcome outcome = looptide({ QStringLiteral("halfbroken") });
    QVERIFY2(outcome.err.contains("package.json:2:3: "), outcome.err);
}

void tst_RunVerb::recordsNothingInSilence()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("unrecorded")));
    write(QStringLiteral("unrecorded/package.json"), R"({ "scripts": { "start": "echo ran" } })");
    const Outcome outcome = looptide(
        { QStringLiteral("--http-log"), QStringLiteral("log"), QStringLiteral("unrecorded") });
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains("cannot be recorded"), outcome.err);
    QVERIFY(!outcome.out.contains("ran"));
}

void tst_RunVerb::runsInTheAskedFolder()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("inner")));
    write(QStringLiteral("inner/where.js"), "console.log(require('path').basename(process.cwd()))");
    QCOMPARE(
        looptide({ QStringLiteral("--cwd"), QStringLiteral("inner"), QStringLiteral("where.js") })
            .out,
        "inner\n");
}

void tst_RunVerb::wordsAfterTheFileBelongToTheProgram()
{
    write(QStringLiteral("words.js"), "console.log(process.argv.slice(2).join('|'))");
    QCOMPARE(looptide({ QStringLiteral("words.js"), QStringLiteral("--level"), QStringLiteral("--"),
                        QStringLiteral("-x"), QString() })
                 .out,
             "--level|--|-x|\n");
}

void tst_RunVerb::logsEachRequestAsItEnds_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("in process") << QStringList {};
    QTest::newRow("isolated") << QStringList { QStringLiteral("--isolated") };
}

void tst_RunVerb::logsEachRequestAsItEnds()
{
    QFETCH(const QStringList, options);
    write(QStringLiteral("server.js"),
          "const http = require('http'); const fs = require('fs');"
          "const lines = () => fs.readFileSync('http.log', 'utf8').split('\\n').length - 1;"
          "const s = http.createServer((q, r) => { r.writeHead(404, 'Gone Away', { 'X-A': 'b' }); "
          "r.end('no') });"
          "s.listen(0, '127.0.0.1', () => { http.get({ port: s.address().port, path: '/p?q=1',"
          "headers: { Cookie: 'c=1' } }, r => { r.resume(); const t = setInterval(() => {"
          "if (lines() === 1) { clearInterval(t); console.log('seen'); s.close() } }, 5) }) })");
    const Outcome outcome =
        looptide(options
                 + QStringList { QStringLiteral("--http-log"), QStringLiteral("http.log"),
                                 QStringLiteral("server.js") });
    QCOMPARE(outcome.out, "seen\n");
    QFile log(m_folder.filePath(QStringLiteral("http.log")));
    QCOMPARE(log.permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QJsonObject object = QJsonDocument::fromJson(log.readAll()).object();
    const auto value = [&](const char *name) { return object.value(QLatin1StringView(name)); };
    QCOMPARE(value("method").toString(), QStringLiteral("GET"));
    QCOMPARE(value("url").toString(), QStringLiteral("/p?q=1"));
    QCOMPARE(value("status").toInt(), 404);
    QCOMPARE(value("responseSize").toInt(), 2);
    QVERIFY(value("durationMs").toDouble() > 0);
    const QDateTime start = QDateTime::fromString(value("startTime").toString(), Qt::ISODateWithMs);
    QVERIFY(qAbs(start.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QVERIFY(value("requestHeaders")
                .toArray()
                .contains(QJsonArray { QStringLiteral("Cookie"), QStringLiteral("c=1") }));
    QVERIFY(value("responseHeaders")
                .toArray()
                .contains(QJsonArray { QStringLiteral("X-A"), QStringLiteral("b") }));
}

void tst_RunVerb::fullDiskEndsTheLogOnly()
{
    QFETCH(const QStringList, options);
    const QString full = QStringLiteral("/dev/full");
    const QFile::Permissions before = QFile::permissions(full);
    write(QStringLiteral("answers.js"),
          "const s = require('http').createServer((q, r) => r.end('x')).listen(0, async () => {"
          "for (let i = 0; i < 3; i++) await (await fetch(`http://localhost:${s.address().port}`))"
          ".text(); s.close(); s.closeAllConnections(); console.log('on');"
          "process.exitCode = +process.argv[2] })");
    const auto runWith = [&](const QString &exitCode) {
        return looptide(options
                        + QStringList { QStringLiteral("--http-log"), full,
                                        QStringLiteral("answers.js"), exitCode });
    };
    const Outcome outcome = runWith(QStringLiteral("0"));
    QCOMPARE(outcome.out, "on\n");
    QCOMPARE(outcome.code, 1);
    QCOMPARE(runWith(QStringLiteral("5")).code, 5);
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY2(outcome.err.contains("/dev/full"), outcome.err);
    QCOMPARE(QFile::permissions(full), before);
}

void tst_RunVerb::interruptedLogIsComplete()
{
    // As soon as the client has its response.
    QFETCH(const QStringList, options);
    write(QStringLiteral("interrupted.js"),
          "const s = require('http').createServer((q, r) => r.end('x')).listen(0, async () => {"
          "for (let i = 0; i < 3; i++) await (await fetch(`http://localhost:${s.address().port}`))"
          ".text(); console.log('go'); for (;;); })");
    QProcess process;
    startListening(process,
                   options
                       + QStringList { QStringLiteral("--http-log"),
                                       QStringLiteral("interrupted.log"),
                                       QStringLiteral("interrupted.js") });
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(timeoutMs));
    QCOMPARE(process.exitCode(), SIGINT);
    QFile log(m_folder.filePath(QStringLiteral("interrupted.log")));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll().count('\n'), 3);
}

void tst_RunVerb::killingItEndsAnIsolatedProgram()
{
    write(QStringLiteral("stays.js"),
          "process.on('SIGHUP', () => {}); setInterval(() => {}, 1000);"
          "console.log('go', process.pid, '')");
    QProcess process;
    startListening(process, { QStringLiteral("--isolated"), QStringLiteral("stays.js") });
    const pid_t program = process.readAllStandardOutput().split(' ').value(1).toInt();
    QVERIFY(program > 0 && program != process.processId());
    process.kill();
    QVERIFY(process.waitForFinished(timeoutMs));
    QTRY_COMPARE(process::processStatus(program).id, 0);
}

void tst_RunVerb::isolatedPassesEverythingOn()
{
    const QString script = write(QStringLiteral("echo.js"),
                                 "process.stdin.on('data', (d) => process.stdout.write(d + process"
                                 ".execArgv + process.argv.slice(2) + process.env.LOOPTIDE_TRACE));"
                                 "process.stdin.on('end', () => { process.exitCode = 7 })");
    const Outcome outcome =
        looptide({ QStringLiteral("--isolated"), QStringLiteral("--no-warnings"), script,
                   QStringLiteral("--record"), QStringLiteral("x") },
                 "typed ");
    QCOMPARE(outcome.out, "typed --no-warnings--record,xundefined");
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.code, 7);
    // A kill of the program ends the verb in the same way.
    const QString killed =
        write(QStringLiteral("killed.js"),
              "process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1e3)");
    const Outcome end = looptide({ QStringLiteral("--isolated"), killed });
    QCOMPARE(end.status, QProcess::CrashExit);
    QCOMPARE(end.code, SIGKILL);
}

void tst_RunVerb::recordsATrace()
{
    const QString script = write(QStringLiteral("timer.js"), "setTimeout(() => {}, 20)");
    QCOMPARE(looptide({ QStringLiteral("--record"), QStringLiteral("r.trace"), script }).code, 0);
    trace::TraceReader reader;
    QVERIFY(reader.open(m_folder.filePath(QStringLiteral("r.trace"))));
    QCOMPARE(reader.info().program, script);
    trace::TraceBatch batch;
    qsizetype records = 0;
    while (reader.readNext(batch))
        records += batch.records.size();
    QVERIFY(records > 3);
    QVERIFY(reader.errorString().isEmpty());
}

void tst_RunVerb::recordingEndsWellWhenInterrupted()
{
    write(QStringLiteral("one.js"),
          "const http = require('http'); const s = http.createServer((q, r) => r.end('x'));"
          "s.listen(0, () => http.get({ port: s.address().port, agent: false }, r => { r.resume();"
          "r.on('end', () => console.log('answered')) }))");
    QProcess process;
    startListening(process, { QStringLiteral("--http-log=i.log"), QStringLiteral("one.js") });
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished(timeoutMs));
    QCOMPARE(process.exitCode(), SIGTERM);
    QFile log(m_folder.filePath(QStringLiteral("i.log")));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll().count('\n'), 1);
}

QTEST_GUILESS_MAIN(tst_RunVerb)
#include "tst_runverb.moc"
