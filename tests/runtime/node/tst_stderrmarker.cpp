// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/eitherruntime.h"
#include "tests/support/programrequest.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using core::RunRequest;

namespace {

constexpr int timeoutMs = 60'000;

// Runs programs in a terminal, and keeps apart what they write to their two streams.
class Bench : public QObject
{
public:
    explicit Bench(bool isolated) : runtime(tests::makeRuntime(isolated))
    {
        finished.emplace(runtime.get(), &core::Runtime::runFinished);
        connect(runtime.get(), &core::Runtime::outputReceived, this,
                [this](const QByteArray &bytes, const core::ByteRanges &errors) {
                    take(bytes, errors);
                });
    }

    RunRequest request(const QByteArray &source)
    {
        RunRequest request = tests::requestFor(folder, source);
        request.environment.insert(QStringLiteral("NO_COLOR"), QStringLiteral("1"));
        request.marksStderr = true;
        return request;
    }

    void start(const RunRequest &request)
    {
        all.clear();
        errors.clear();
        stretches.clear();
        finished->clear();
        runtime->start(request);
    }
    bool waitForEnd() { return !finished->isEmpty() || finished->wait(timeoutMs); }
    bool run(const RunRequest &request)
    {
        start(request);
        return waitForEnd();
    }
    bool run(const QByteArray &source) { return run(request(source)); }
    bool waitForOutput(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return all.contains(text); }, timeoutMs);
    }

    QTemporaryDir folder;
    std::unique_ptr<core::Runtime> runtime;
    std::optional<QSignalSpy> finished;
    QByteArray all;
    QByteArray errors;
    QByteArray stretches; // with < and > around those of standard error

private:
    void take(const QByteArray &bytes, const core::ByteRanges &ranges)
    {
        qsizetype at = 0;
        for (const core::ByteRange &range : ranges) {
            const QByteArray part = bytes.sliced(range.begin, range.size);
            errors += part;
            stretches += bytes.sliced(at, range.begin - at) + '<' + part + '>';
            at = range.begin + range.size;
        }
        stretches += bytes.sliced(at);
        stretches.replace("><", ""); // one write in two chunks
        all += bytes;
    }
};

} // namespace

class tst_StderrMarker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CACHE_HOME", QFile::encodeName(m_cache.path())); }

    void linesOfBothStreamsKeepTheirOrder_data() { ways(); }
    void linesOfBothStreamsKeepTheirOrder();
    void eachWayToWriteIsMarked_data();
    void eachWayToWriteIsMarked();
    void theProgramSeesNoDifference_data() { ways(); }
    void theProgramSeesNoDifference();
    void hugeWritesArriveWhole_data() { ways(); }
    void hugeWritesArriveWhole();
    void signalsDuringAWriteLoseNothing_data() { ways(); }
    void signalsDuringAWriteLoseNothing();
    void whatIsNotTheTerminalGetsNoMarks_data() { ways(); }
    void whatIsNotTheTerminalGetsNoMarks();
    void aWarmInstanceMarksToo();
    void theTokenIsNotInTheProgramsEnvironment();

private:
    static void ways()
    {
        QTest::addColumn<bool>("isolated");
        QTest::newRow("in process") << false;
        QTest::newRow("isolated") << true;
    }

    QTemporaryDir m_cache;
};

void tst_StderrMarker::linesOfBothStreamsKeepTheirOrder()
{
    QFETCH(const bool, isolated);
    Bench bench(isolated);
    QVERIFY(bench.run("for (let i = 0; i < 20000; i++) (i % 2 ? console.error : console.log)(i)"));
    QByteArray expected;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray line = QByteArray::number(i) + "\r\n";
        expected += i % 2 ? '<' + line + '>' : line;
    }
    QVERIFY(bench.stretches == expected);
}

void tst_StderrMarker::eachWayToWriteIsMarked_data()
{
    QTest::addColumn<bool>("isolated");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("error"); // all of it, or its beginning if it ends in "..."
    const auto row = [](const char *name, const QByteArray &source, const QByteArray &error) {
        QTest::addRow("%s, in process", name) << false << source << error;
        QTest::addRow("%s, isolated", name) << true << source << error;
    };
    row("console.error", "console.error('caf\xc3\xa9 %d', 1)", "caf\xc3\xa9 1\r\n");
    row("a stream", "process.stderr.write('x'); process.stderr.write(Buffer.from('y'))", "xy");
    row("several at once",
        "process.stderr.cork(); for (let i = 0; i < 40; i++) process.stderr.write('x');"
        "process.stderr.uncork()",
        QByteArray(40, 'x'));
    row("fs.writeSync", "require('fs').writeSync(2, 'x'); require('fs').writeSync(2, 'y')", "xy");
    row("another stream", "new (require('tty').WriteStream)(2).write('x')", "x");
    row("a worker", "new (require('worker_threads').Worker)('console.error(1)', { eval: true })",
        "1\r\n");
    row("below JavaScript", "process._rawDebug('x')", "x\r\n");
    row("a warning", "process.emitWarning('careful', { code: 'X' })", "(node:...");
    row("an uncaught error", "throw new Error('oh no')", "...");
    row("standard output", "console.log('x'); require('fs').writeSync(1, 'y')", "");
    row("another stream of standard output",
        "new (require('tty').WriteStream)(2).destroy(); new (require('tty').WriteStream)(1)"
        ".write('x')",
        "");
    row("a child", "require('child_process').execSync('echo x >&2', { stdio: 'inherit' })", "");
}

void tst_StderrMarker::eachWayToWriteIsMarked()
{
    QFETCH(const bool, isolated);
    QFETCH(const QByteArray, source);
    QFETCH(QByteArray, error);
    Bench bench(isolated);
    QVERIFY(bench.run("process.stdout.write('[');\n" + source
                      + ";\nprocess.on('exit', () => process.stdout.write(']'))"));
    if (error.endsWith("...")) {
        QVERIFY2(bench.errors.startsWith(error.chopped(3)), bench.errors);
        QVERIFY2(bench.errors.contains("careful")
                     || bench.errors.contains("Error: oh no\r\n    at"),
                 bench.errors);
        const QByteArray end = bench.errors.contains("oh no") ? "" : "]"; // no listener by then
        QCOMPARE(bench.all, "[" + bench.errors + end);
    } else if (error.isEmpty()) {
        QCOMPARE(bench.errors, QByteArray());
        QVERIFY2(bench.all.size() > 2, bench.all);
    } else {
        QCOMPARE(bench.stretches.replace("\r\n", "\n"),
                 error.startsWith("1") ? QByteArray("[<1\n>]") // what a worker wrote comes later
                                       : "[<" + error.replace("\r\n", "\n") + ">]");
    }
}

void tst_StderrMarker::theProgramSeesNoDifference()
{
    QFETCH(const bool, isolated);
    Bench bench(isolated);
    RunRequest request = bench.request(
        "const { stdout, stderr } = process; const fs = require('fs'); const seen = [];"
        "for (const stream of [stderr, stdout]) {"
        "  seen.push(stream.isTTY, stream.columns, stream.rows, stream.hasColors(),"
        "    stream.write('caf\\u00e9'), stream.bytesWritten, stream.writableLength);"
        "  stream.write('x'.repeat(70000)); seen.push(stream.bytesWritten, stream.writableLength);"
        "}"
        "seen.push(fs.writeSync(2, 'caf\\u00e9'), fs.writeSync(2, Buffer.from('abc'), 1, 1),"
        "  fs.writeSync(2, ''), fs.writevSync(2, [Buffer.from('one'), Buffer.from('two')]));"
        "seen.push(stderr._handle.bytesWritten, stderr._handle.fd === stdout._handle.fd);"
        "fs.write(2, 'later', (e, n) => {"
        "  stderr.write('last', (e) => { console.log(JSON.stringify([...seen, n, e ?? null])) })"
        "})");
    QVERIFY(bench.run(request));
    const QByteArray marked = bench.all;
    QCOMPARE(bench.errors.size(), 5 + 70'000 + 5 + 1 + 6 + 4); // without the asynchronous write
    request.marksStderr = false;
    QVERIFY(bench.run(request));
    QCOMPARE(bench.errors, QByteArray());
    QCOMPARE(marked.last(200), bench.all.last(200));
    QVERIFY(marked == bench.all);
    QVERIFY(marked.endsWith("null]\r\n"));
}

void tst_StderrMarker::hugeWritesArriveWhole()
{
    QFETCH(const bool, isolated);
    Bench bench(isolated);
    QVERIFY(bench.run("process.stderr.write('e'.repeat(3e6)); process.stdout.write('o');"
                      "require('fs').writeSync(2, 'f'.repeat(1e6)); process.exit(0)"));
    QVERIFY(bench.stretches
            == '<' + QByteArray(3'000'000, 'e') + ">o<" + QByteArray(1'000'000, 'f') + '>');
}

// The terminal is full, since nobody reads it; a write that has begun is interrupted there.
void tst_StderrMarker::signalsDuringAWriteLoseNothing()
{
    QFETCH(const bool, isolated);
    Bench bench(isolated);
    bench.start(
        bench.request("process.stdout.on('resize', () => {}); process.stdin.once('data', () => {"
                      "  for (let i = 0; i < 50; i++) {"
                      "    process.stderr.write('e'.repeat(9999)); process.stdout.write('o')"
                      "  }"
                      "  process.exit(0) }); console.log('ready')"));
    QVERIFY(bench.waitForOutput("ready\r\n"));
    bench.runtime->writeInput("\r");
    QVERIFY(bench.waitForOutput("e"));
    for (int i = 0; bench.finished->isEmpty() && i < 1000; ++i) {
        bench.runtime->holdOutput(true);
        bench.runtime->resizeTerminal(80 + i % 2, 24);
        QCoreApplication::processEvents();
        bench.runtime->holdOutput(false);
        bench.runtime->resizeTerminal(90 + i % 2, 24);
        QCoreApplication::processEvents();
    }
    QVERIFY(bench.waitForEnd());
    const QByteArray expected = ('<' + QByteArray(9999, 'e') + ">o").repeated(50);
    QVERIFY(bench.stretches.endsWith(expected));
    QCOMPARE(bench.errors.size(), 50 * 9999);
}

void tst_StderrMarker::whatIsNotTheTerminalGetsNoMarks()
{
    QFETCH(const bool, isolated);
    Bench bench(isolated);
    QVERIFY(bench.run("const fs = require('fs'); process.stderr.write('a');"
                      "process.stderr._handle.setBlocking(false); process.stderr.write('b');"
                      "fs.closeSync(2); fs.openSync('file.txt', 'w'); fs.writeSync(2, 'c');"
                      "process._rawDebug('d'); process.stdout.write(fs.readFileSync('file.txt'))"));
    QCOMPARE(bench.stretches, QByteArray("<a>bcd\r\n"));
}

void tst_StderrMarker::aWarmInstanceMarksToo()
{
    Bench bench(false);
    auto &runtime = static_cast<host::NodeRuntime &>(*bench.runtime);
    const RunRequest request = bench.request("console.log(1); console.error(2)");
    runtime.prepare(request);
    QTRY_VERIFY_WITH_TIMEOUT(runtime.isPrepared(), timeoutMs);
    QVERIFY(bench.run(request));
    QCOMPARE(bench.stretches, QByteArray("1\r\n<2\r\n>"));
}

void tst_StderrMarker::theTokenIsNotInTheProgramsEnvironment()
{
    Bench bench(true);
    QVERIFY(bench.run("const text = require('fs').readFileSync('/proc/self/environ', 'latin1');"
                      "console.log(text.includes('stderr='), text.includes('PATH='))"));
    QCOMPARE(bench.all, QByteArray("false true\r\n"));
}

QTEST_GUILESS_MAIN(tst_StderrMarker)
#include "tst_stderrmarker.moc"
