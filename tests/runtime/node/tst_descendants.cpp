// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/descendantguard.h"
#include "runtime/process/isolatedruntime.h"
#include "tests/support/programbench.h"

#include <QDir>

#include <csignal>
#include <unistd.h>

using namespace looptide;
using namespace looptide::tests;
using core::RunState;
using Limits = process::DescendantGuard::Limits;
using Reason = core::RunResult::Reason;

// Programs that fork without end. Should a test fail, the machine lives all the same: each of these
// comes to an end by itself, at some hundred processes, which then last half a minute.
class tst_Descendants : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void forkBombIsEnded_data();
    void forkBombIsEnded();
    void stopEndsWhatLeftItsParents_data();
    void stopEndsWhatLeftItsParents();
    void clusterIsLeftAlone();
    void daemonOutlivesItsRun();

private:
    static void addWays();
};

// Processes that work in the folder, other than this one.
static QList<pid_t> processesIn(const QString &folder)
{
    QList<pid_t> found;
    const QStringList names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &name : names) {
        const QString cwd = QFile::symLinkTarget(QStringLiteral("/proc/%1/cwd").arg(name));
        if (name.toInt() > 0 && name.toInt() != getpid() && cwd.startsWith(folder))
            found += name.toInt();
    }
    return found;
}

// What this test leaves behind when it fails, it ends.
class Leftovers
{
    Q_DISABLE_COPY_MOVE(Leftovers)
public:
    explicit Leftovers(const QString &folder) : m_folder(folder) { }
    ~Leftovers()
    {
        const QList<pid_t> processes = processesIn(m_folder);
        for (const pid_t process : processes)
            kill(process, SIGKILL);
    }

private:
    QString m_folder;
};

struct Program
{
    explicit Program(bool isolated)
        : other(isolated ? std::make_unique<process::IsolatedRuntime>() : nullptr),
          runtime(isolated ? *other : static_cast<core::Runtime &>(bench.runtime)),
          finished(&runtime, &core::Runtime::runFinished)
    {
        QObject::connect(&runtime, &core::Runtime::outputReceived, &bench,
                         [this](const QByteArray &bytes) { output += bytes; });
    }
    bool waitFor(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return output.contains(text); }, timeoutMs);
    }
    core::RunResult end()
    {
        if (finished.isEmpty() && !finished.wait(2 * timeoutMs))
            return {};
        return finished.first().first().value<core::RunResult>();
    }

    Bench bench;
    std::unique_ptr<process::IsolatedRuntime> other;
    core::Runtime &runtime;
    QSignalSpy finished;
    QByteArray output;
    Leftovers leftovers { bench.folder.path() };
};

void tst_Descendants::init()
{
    process::DescendantGuard::setLimits({});
}

void tst_Descendants::forkBombIsEnded_data()
{
    QTest::addColumn<bool>("isolated");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("processes");
    QTest::addColumn<int>("reason");
    const auto row = [](const char *name, const char *source, int processes, Reason reason) {
        for (const bool isolated : { false, true })
            QTest::addRow("%s, %s", name, isolated ? "isolated" : "in process")
                << isolated << QByteArray(source) << processes << int(reason);
    };
    row("shell, doubling",
        "require('fs').writeFileSync('bomb.sh', '[ $1 -gt 7 ] && exec sleep 30;"
        "sh bomb.sh $(($1 + 1)) & sh bomb.sh $(($1 + 1)) & wait');"
        "require('child_process').spawn('sh', ['bomb.sh', '0'], { stdio: 'ignore' });"
        "setInterval(() => {}, 1000)",
        60, Reason::TooManyProcesses);
    row("from execSync",
        "require('fs').writeFileSync('bomb.sh', '[ $1 -gt 7 ] && exec sleep 30;"
        "sh bomb.sh $(($1 + 1)) & sh bomb.sh $(($1 + 1)) & wait');"
        "try { require('child_process').execSync('sh bomb.sh 0') } finally { for (;;); }",
        60, Reason::TooManyProcesses);
    row("fork of itself",
        "const n = +process.argv[2] || 0; setTimeout(process.exit, 30000);"
        "if (n < 24) require('child_process').fork(__filename, [n + 1])",
        10, Reason::TooManyProcesses);
    row("in a worker",
        "new (require('worker_threads').Worker)(`const { spawn } = require('child_process');"
        "for (let i = 0; i < 80; i++) spawn('sleep', ['30']);`, { eval: true });"
        "setInterval(() => {}, 1000)",
        40, Reason::TooManyProcesses);
    row("detached, of parents that end",
        "const { spawn } = require('child_process'); const n = process.argv[2];"
        "const start = arg => spawn(process.execPath, [__filename, arg],"
        "{ detached: true, stdio: 'ignore' }).unref();"
        "setTimeout(process.exit, n === 'launch' ? 0 : 30000);"
        "if (!n) for (let i = 0; i < 12; i++) start('launch'); else if (n === 'launch') "
        "start('last');",
        8, Reason::TooManyProcesses);
    row("memory",
        "const n = process.argv[2]; setTimeout(process.exit, 30000);"
        "if (n) globalThis.kept = Buffer.alloc(80 << 20, 1);"
        "else for (let i = 0; i < 6; i++) require('child_process').fork(__filename, ['child'])",
        1000, Reason::OutOfMemory);
}

void tst_Descendants::forkBombIsEnded()
{
    QFETCH(const bool, isolated);
    QFETCH(const QByteArray, source);
    QFETCH(const int, processes);
    QFETCH(const int, reason);
    process::DescendantGuard::setLimits({ processes, 300 << 20 });
    Program program(isolated);
    program.runtime.start(program.bench.request(source));
    const core::RunResult result = program.end();
    QCOMPARE(int(result.reason), reason);
    QCOMPARE(result.exitCode, 128 + SIGKILL);
    QVERIFY(!result.message.isEmpty());
    QTRY_COMPARE(processesIn(program.bench.folder.path()), QList<pid_t>());

    program.finished.clear();
    program.output.clear();
    program.runtime.start(program.bench.request("process.stdout.write('alive')"));
    QCOMPARE(program.end().reason, Reason::Exited);
    QCOMPARE(program.output, QByteArray("alive"));
}

void tst_Descendants::addWays()
{
    QTest::addColumn<bool>("isolated");
    QTest::newRow("in process") << false;
    QTest::newRow("isolated") << true;
}

void tst_Descendants::stopEndsWhatLeftItsParents_data()
{
    addWays();
}

void tst_Descendants::stopEndsWhatLeftItsParents()
{
    QFETCH(const bool, isolated);
    Program program(isolated);
    program.runtime.start(program.bench.request(
        "const { spawn } = require('child_process');"
        "spawn('setsid', ['sh', '-c', 'echo one; sleep 30'], { stdio: 'inherit' });"
        "const child = spawn('sh', ['-c', 'sleep 30 & echo two'], { stdio: 'inherit' });"
        "setInterval(() => {}, 1000)"));
    QVERIFY(program.waitFor("one"));
    QVERIFY(program.waitFor("two"));
    QVERIFY(processesIn(program.bench.folder.path()).size() >= 2);
    program.runtime.stop();
    QCOMPARE(program.end().reason, Reason::Stopped);
    QTRY_COMPARE(processesIn(program.bench.folder.path()), QList<pid_t>());
}

// With the bounds that everybody has.
void tst_Descendants::clusterIsLeftAlone()
{
    Program program(false);
    program.runtime.start(program.bench.request(
        "const cluster = require('cluster');"
        "if (cluster.isPrimary) { let n = 0; for (let i = 0; i < 12; i++) cluster.fork();"
        "cluster.on('listening', () => { if (++n === 12) setTimeout(() => {"
        "for (const w of Object.values(cluster.workers)) w.kill() }, 700) }) }"
        "else require('http').createServer(() => {}).listen(0)"));
    const core::RunResult result = program.end();
    QCOMPARE(result.reason, Reason::Exited);
    QCOMPARE(result.exitCode, 0);
}

// As under node.
void tst_Descendants::daemonOutlivesItsRun()
{
    Program program(false);
    program.runtime.start(program.bench.request(
        "require('child_process').spawn('sleep', ['30'], { detached: true, stdio: 'ignore' })"
        ".unref()"));
    QCOMPARE(program.end().reason, Reason::Exited);
    QCOMPARE(processesIn(program.bench.folder.path()).size(), 1);
    // The next run is none of its business.
    program.finished.clear();
    program.runtime.start(program.bench.request("setInterval(() => {}, 1000); console.log('go')"));
    QVERIFY(program.waitFor("go"));
    program.runtime.stop();
    QCOMPARE(program.end().reason, Reason::Stopped);
    QCOMPARE(processesIn(program.bench.folder.path()).size(), 1);
}

QTEST_GUILESS_MAIN(tst_Descendants)
#include "tst_descendants.moc"
