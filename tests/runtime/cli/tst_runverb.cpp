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

// `looptide run FILE` against `node FILE`.
class tst_RunVerb : public VerbTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(prepare()); }
    void printsAndExitsLikeNode_data();
    void printsAndExitsLikeNode();
    void signalsEndItLikeNode_data();
    void signalsEndItLikeNode();
    void badInputIsOneLineAndTwo_data();
    void badInputIsOneLineAndTwo();
    void runsInTheAskedFolder();
    void wordsAfterTheFileBelongToTheProgram();
};

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
        const Outcome ours = looptideRun(options + QStringList { file }, input);
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
    const Outcome outcome = looptideRun(arguments);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY2(outcome.err.contains(says), outcome.err);
}

void tst_RunVerb::runsInTheAskedFolder()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("inner")));
    write(QStringLiteral("inner/where.js"), "console.log(require('path').basename(process.cwd()))");
    QCOMPARE(looptideRun(
                 { QStringLiteral("--cwd"), QStringLiteral("inner"), QStringLiteral("where.js") })
                 .out,
             "inner\n");
}

void tst_RunVerb::wordsAfterTheFileBelongToTheProgram()
{
    write(QStringLiteral("words.js"), "console.log(process.argv.slice(2).join('|'))");
    QCOMPARE(looptideRun({ QStringLiteral("words.js"), QStringLiteral("--level"),
                           QStringLiteral("--"), QStringLiteral("-x"), QString() })
                 .out,
             "--level|--|-x|\n");
}

QTEST_GUILESS_MAIN(tst_RunVerb)
#include "tst_runverb.moc"
