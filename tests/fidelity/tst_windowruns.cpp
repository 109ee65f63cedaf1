// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/node/host/noderuntime.h"
#include "runtime/process/processruntime.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace looptide;
using core::RunRequest;
using core::RunResult;

namespace {

constexpr int timeoutMs = 40'000;
// As in run.mjs: what threads and processes do may have more than one order under Node, too.
constexpr int comparisons = 3;

// Of programs/: through all areas, what makes sense on a terminal and needs no options of Node,
// which cannot differ from run to run in a window.
constexpr std::array sample {
    "addon/own.js",
    "addon/own-uncaught.js",
    "async/diagnostics-channel.js",
    "async/hooks-types.js",
    "async/local-storage-server.js",
    "child/exec-order.js",
    "child/fork-advanced.js",
    "child/fork.js",
    "child/signals.js",
    "child/spawn.js",
    "child/stdio-forms.js",
    "cjs/circular.js",
    "cjs/module-basics.cjs",
    "cjs/not-found.js",
    "cjs/require-esm.cjs",
    "cjs/stack-trace.js",
    "cjs/syntax-error.js",
    "cluster/four-workers.js",
    "cluster/messages.js",
    "crypto/digests.js",
    "crypto/zlib.js",
    "esm/basics.mjs",
    "esm/missing-export.mjs",
    "esm/package-exports.mjs",
    "esm/top-level-await.mjs",
    "esm/unsettled-await.mjs",
    "exit/aggregate-error.js",
    "exit/all-orders.js",
    "exit/before-exit.js",
    "exit/big-output-then-exit.js",
    "exit/exit-256.js",
    "exit/exit-code.js",
    "exit/exit-in-the-middle.js",
    "exit/stack-overflow.js",
    "exit/throw-in-timer.js",
    "exit/uncaught-handler.js",
    "exit/unhandled-rejection.js",
    "exit/worker-exit-code.js",
    "fs/basics.js",
    "fs/promises.mjs",
    "fs/watch.js",
    "http/fetch.mjs",
    "http/http2.js",
    "http/https.js",
    "http/keep-alive-pipelined.js",
    "http/server.js",
    "http/websocket.mjs",
    "intl/formats.js",
    "net/dgram.js",
    "net/echo.js",
    "net/unix-socket.js",
    "order/05-immediate-in-io.js",
    "order/09-microtask-queue.js",
    "order/22-ref-unref.js",
    "order/29-big-mix.js",
    "process/chdir.js",
    "process/console.js",
    "process/properties.js",
    "process/title.js",
    "process/umask.js",
    "process/warnings.js",
    "signal/default-int.js",
    "signal/default-term.js",
    "signal/handlers.js",
    "signal/once-then-default.js",
    "sqlite/basics.js",
    "stream/pipeline-errors.js",
    "stream/web.mjs",
    "tls/echo.js",
    "util/inspect.js",
    "v8/api.js",
    "vm/contexts.js",
    "web/apis.mjs",
    "web/wasm.js",
    "worker/errors.js",
    "worker/heap-limit.js",
    "worker/shared-memory.js",
    "worker/stdio.js",
    "worker/terminate.js",
};

QString programsDir()
{
    return QStringLiteral(FIDELITY_PROGRAMS);
}

struct Program
{
    QString path; // absolute
    QStringList arguments;
    QJsonObject environment;
    bool hasOrder = true; // of the lines of its output

    static Program named(const QString &name)
    {
        Program program { programsDir() + u'/' + name, {}, {} };
        QFile file(program.path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("there is no program %s", qPrintable(name));
        static const QRegularExpression comment(QStringLiteral("^// fidelity: (\\{.*\\})$"),
                                                QRegularExpression::MultilineOption);
        const auto match = comment.match(QString::fromUtf8(file.readAll()));
        const QJsonObject meta = QJsonDocument::fromJson(match.captured(1).toUtf8()).object();
        const QJsonArray words = meta.value(QLatin1StringView("args")).toArray();
        for (const QJsonValue &word : words)
            program.arguments += word.toString();
        program.environment = meta.value(QLatin1StringView("env")).toObject();
        program.hasOrder = !meta.value(QLatin1StringView("sort")).toBool();
        return program;
    }
};

QProcessEnvironment environmentFor(const Program &program, const QString &scratch)
{
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment environment;
    for (const auto *name : { "PATH", "FIDELITY_ADDON", "FIDELITY_PACKAGES" })
        environment.insert(QLatin1StringView(name), own.value(QLatin1StringView(name)));
    for (const auto *name : { "HOME", "TMPDIR", "FIDELITY_TMP" })
        environment.insert(QLatin1StringView(name), scratch);
    environment.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
    environment.insert(QStringLiteral("TZ"), QStringLiteral("Europe/Berlin"));
    for (auto it = program.environment.begin(); it != program.environment.end(); ++it)
        environment.insert(it.key(), it.value().toString());
    return environment;
}

// What cannot be the same in two runs is replaced, as in run.mjs.
QString normalized(const QByteArray &output, const Program &program, const QString &scratch)
{
    struct Rule
    {
        QRegularExpression pattern;
        QString replacement;
    };
    static const std::array rules {
        Rule { QRegularExpression(QStringLiteral(R"(\(node:\d+)")), QStringLiteral("(node:PID") },
        Rule { QRegularExpression(QStringLiteral(R"(\bduration_ms:? [\d.]+)")),
               QStringLiteral("duration_ms N") },
        Rule { QRegularExpression(QStringLiteral(R"(\b0x[0-9a-f]{6,}\b)")),
               QStringLiteral("0xADDRESS") },
    };
    QString text = QString::fromUtf8(output).remove(u'\r');
    text.replace(scratch, QStringLiteral("<tmp>"));
    for (const Rule &rule : rules)
        text.replace(rule.pattern, rule.replacement);
    if (program.hasOrder)
        return text;
    QStringList lines = text.split(u'\n');
    lines.sort();
    return lines.join(u'\n');
}

QString endOf(const RunResult &result)
{
    if (!result.message.isEmpty())
        return result.message;
    return result.signal != 0 ? QStringLiteral("signal %1").arg(result.signal)
                              : QStringLiteral("exit %1").arg(result.exitCode);
}

// Output and end of one run, on a terminal.
QString outcome(core::Runtime &runtime, const Program &program, bool asCommand)
{
    QTemporaryDir folder;
    const QString scratch = QFileInfo(folder.path()).canonicalFilePath();
    RunRequest request;
    if (asCommand)
        request.command = { QStringLiteral("env"), QStringLiteral("--argv0=node"),
                            core::nodeProgram(), program.path };
    else
        request.script = program.path;
    request.arguments = program.arguments;
    request.workingDirectory = QFileInfo(program.path).path();
    request.environment = environmentFor(program, scratch);
    request.columns = 120;

    QByteArray output;
    QSignalSpy finished(&runtime, &core::Runtime::runFinished);
    const auto connection = QObject::connect(&runtime, &core::Runtime::outputReceived, &runtime,
                                             [&](const QByteArray &bytes) { output += bytes; });
    runtime.start(request);
    const bool ended = !finished.isEmpty() || finished.wait(timeoutMs);
    if (!ended) {
        runtime.stop();
        finished.wait(timeoutMs);
    }
    QObject::disconnect(connection);
    const QString end =
        ended ? endOf(finished.first().first().value<RunResult>()) : QStringLiteral("does not end");
    return normalized(output, program, scratch) + QStringLiteral("\n--- ") + end;
}

// The lines around the first one that differs.
QString difference(const QString &expected, const QString &actual)
{
    const QStringList wanted = expected.split(u'\n');
    const QStringList got = actual.split(u'\n');
    qsizetype first = 0;
    while (first < wanted.size() && wanted.value(first) == got.value(first))
        ++first;
    const qsizetype from = qMax<qsizetype>(0, first - 2);
    return QStringLiteral("line %1\nnode:\n%2\nwindow:\n%3")
        .arg(QString::number(first + 1), wanted.mid(from, 12).join(u'\n'),
             got.mid(from, 12).join(u'\n'));
}

} // namespace

// Programs through the window's way to run them, NodeRuntime with a terminal, against the same
// programs under looptide-node on a terminal of the same size. All in one process, as in a window
// where they are run one after the other.
class tst_WindowRuns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsAsUnderNode_data();
    void runsAsUnderNode();

private:
    host::NodeRuntime m_window;
    process::ProcessRuntime m_node;
};

void tst_WindowRuns::runsAsUnderNode_data()
{
    QTest::addColumn<QString>("name");
    // All programs that could be in the sample, to look for differences by hand.
    const QString pattern = qEnvironmentVariable("LOOPTIDE_WINDOWRUNS");
    if (pattern.isEmpty()) {
        for (const char *name : sample)
            QTest::newRow(name) << QString::fromLatin1(name);
        return;
    }
    const QRegularExpression wanted(pattern);
    static const QRegularExpression special(
        QStringLiteral(R"re(// fidelity: \{.*"(node|stdin)":)re"));
    const QStringList areas = QDir(programsDir()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &area : areas) {
        const QStringList files = QDir(programsDir() + u'/' + area)
                                      .entryList({ QStringLiteral("[!_]*.*js") }, QDir::Files);
        for (const QString &file : files) {
            const QString name = area + u'/' + file;
            QFile source(programsDir() + u'/' + name);
            if (wanted.match(name).hasMatch() && source.open(QIODevice::ReadOnly)
                && !special.match(QString::fromUtf8(source.readAll())).hasMatch())
                QTest::newRow(qPrintable(name)) << name;
        }
    }
}

void tst_WindowRuns::runsAsUnderNode()
{
    QFETCH(QString, name);
    const Program program = Program::named(name);
    QString expected;
    QString actual;
    for (int i = 0; i < comparisons; ++i) {
        expected = outcome(m_node, program, true);
        actual = outcome(m_window, program, false);
        if (actual == expected)
            return;
    }
    QFAIL(qPrintable(difference(expected, actual)));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QTemporaryDir cache; // not the person's
    qputenv("XDG_CACHE_HOME", QFile::encodeName(cache.path()));
    tst_WindowRuns test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_windowruns.moc"
