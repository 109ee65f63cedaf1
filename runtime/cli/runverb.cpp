// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/console.h"
#include "runtime/cli/httplog.h"
#include "runtime/cli/runoptions.h"
#include "runtime/cli/signalrelay.h"
#include "runtime/cli/startscript.h"
#include "runtime/cli/verbs.h"
#include "runtime/core/installation.h"
#include "runtime/node/host/noderuntime.h"
#include "runtime/node/host/process.h"
#include "runtime/process/isolatedruntime.h"
#include "runtime/trace/tracecollector.h"
#include "runtime/trace/tracefile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSocketNotifier>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <unistd.h>
#include <vector>

namespace looptide::cli {

namespace {

using core::RunResult;

// Writes the files of a recorded run before SIGINT or SIGTERM ends the process. A program that
// listens to the signal replaces the handler, as it would under node.
class LastWords : public QObject
{
    Q_OBJECT
public:
    LastWords()
    {
        if (pipe2(s_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            return;
        m_notifier = std::make_unique<QSocketNotifier>(s_pipe[0], QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &LastWords::report);
        for (const int signal : { SIGHUP, SIGINT, SIGTERM }) {
            struct sigaction action {};
            sigaction(signal, nullptr, &action);
            if (action.sa_handler == SIG_IGN)
                continue;
            action = {};
            action.sa_handler = note;
            sigaction(signal, &action, nullptr);
        }
    }

Q_SIGNALS:
    void requested();

private:
    static void note(int signal)
    {
        const char byte = static_cast<char>(signal);
        [[maybe_unused]] const ssize_t written = write(s_pipe[1], &byte, 1);
    }

    void report()
    {
        char signal = 0;
        if (read(s_pipe[0], &signal, 1) != 1)
            return;
        Q_EMIT requested();
        std::signal(signal, SIG_DFL);
        raise(signal);
    }

    static inline std::array<int, 2> s_pipe { -1, -1 };
    std::unique_ptr<QSocketNotifier> m_notifier;
};

int reject(const QString &message)
{
    printError(message);
    return badInput;
}

// A program that starts `node` finds one in any case. Only the bundled one can be recorded.
void provideNode(bool isRecorded)
{
    if (isRecorded) {
        putShimsFirst();
        return;
    }
    if (!QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty())
        return;
    const QByteArray path = qgetenv("PATH");
    const QByteArray shims = QFile::encodeName(core::shimDirectory());
    qputenv("PATH", path.isEmpty() ? shims : path + ':' + shims);
}

// Node must be a process of its own to make these files. There is no program to run in process.
bool isForNodeItself(const QStringList &nodeOptions)
{
    return std::ranges::any_of(nodeOptions, [](const QString &option) {
        return option.startsWith(QLatin1StringView("--build-snapshot"))
            || option.startsWith(QLatin1StringView("--experimental-sea-config"))
            || option.startsWith(QLatin1StringView("--build-sea"));
    });
}

// One run of the verb: the program on its own thread, the files of the recording on this one.
class RecordedRun : public QObject
{
    Q_OBJECT
public:
    RecordedRun(const RunOptions &options, const StartStages &stages)
        : m_options(options), m_stages(stages)
    {
    }

    // Returns the error of one of the files, or an empty string.
    QString openFiles()
    {
        if (!m_options.httpLog.isEmpty() && !m_log.open(m_options.httpLog))
            return logError();
        const trace::TraceInfo info { QDir::cleanPath(
                                          QDir::current().absoluteFilePath(m_options.script)),
                                      m_options.arguments, QDateTime::currentMSecsSinceEpoch() };
        if (!m_options.record.isEmpty() && !m_trace.open(m_options.record, info))
            return m_trace.errorString();
        return {};
    }

    int run()
    {
        connect(&m_collector, &trace::TraceCollector::batchCollected, this, &RecordedRun::write);
        core::RunRequest request; // names no program: the one given to initializeProcess()
        request.workingDirectory = m_options.workingDirectory;
        request.environment = QProcessEnvironment::systemEnvironment();
        request.stdio = core::RunStdio::Inherited;
        request.level = m_options.level;
        request.everyRequest = m_options.isRecorded();
        if (m_options.isolated || isThroughNpm())
            prepareIsolated(request);
        else
            prepareInProcess();
        connect(m_runtime.get(), &core::Runtime::runFinished, this, &RecordedRun::finish);
        connect(m_runtime.get(), &core::Runtime::stateChanged, this, &RecordedRun::attach);
        m_runtime->setStages(m_stages.before, m_stages.after);
        m_runtime->start(request);
        attach();
        return QCoreApplication::exec();
    }

private:
    // The channel is not there before the program starts.
    void attach()
    {
        const auto agents = m_runtime->agents();
        if (m_options.level == core::RecordLevel::Off || !agents || m_isAttached)
            return;
        m_isAttached = true;
        m_collector.attach(agents);
    }

    void prepareInProcess()
    {
        m_runtime = std::make_unique<process::StagedRuntime>(std::make_unique<host::NodeRuntime>());
        if (m_options.isRecorded()) {
            m_lastWords = std::make_unique<LastWords>();
            connect(m_lastWords.get(), &LastWords::requested, this, &RecordedRun::finishFiles);
        }
    }

    void prepareIsolated(core::RunRequest &request)
    {
        auto runtime = std::make_unique<process::IsolatedRuntime>();
        m_signals = std::make_unique<SignalRelay>();
        connect(runtime.get(), &core::Runtime::stateChanged, this,
                [this, isolated = runtime.get()] { m_signals->relayTo(isolated->processId()); });
        m_runtime = std::make_unique<process::StagedRuntime>(std::move(runtime));
        if (isThroughNpm()) {
            request.command = QStringList(core::shimDirectory() + QStringLiteral("/npm"))
                + m_options.start.npmWords();
            return;
        }
        request.nodeOptions = m_options.nodeOptions;
        request.script = m_options.script;
        request.arguments = m_options.arguments;
    }

    bool isThroughNpm() const { return m_options.start.kind == project::StartPlan::Kind::Npm; }

    QString logError() const
    {
        return tr("cannot write “%1”: %2").arg(m_options.httpLog, m_log.errorString());
    }

    void finishFiles()
    {
        m_collector.detach();
        if (m_lost != 0)
            failRecording(tr("%n message(s) are missing in the recording", nullptr,
                             static_cast<int>(m_lost)));
    }

    // The program continues; the exit code reports that the recording is incomplete.
    void failRecording(const QString &message)
    {
        printError(message);
        m_isIncomplete = true;
    }

    void write(const trace::TraceBatch &batch)
    {
        m_lost += batch.lostMessages;
        if (!m_log.add(batch)) {
            failRecording(logError());
            m_log.close();
        }
        if (m_trace.isOpen() && !m_trace.append(batch)) {
            failRecording(m_trace.errorString());
            m_trace.close();
        }
    }

    void finish(const RunResult &result)
    {
        if (m_options.isRecorded())
            finishFiles();
        // The output of a crashed program is on the screen already; its native stack is not.
        const bool isKnown =
            result.reason == RunResult::Reason::Crashed && !result.message.contains(u'\n');
        if (!result.message.isEmpty() && !isKnown)
            printError(result.message);
        const bool isOfChild =
            m_options.isolated || isThroughNpm() || result.reason == RunResult::Reason::Signalled;
        if (isOfChild && result.signal != 0)
            SignalRelay::endBy(result.signal);
        QCoreApplication::exit(exitCodeFor(result));
    }

    int exitCodeFor(const RunResult &result) const
    {
        if (result.reason == RunResult::Reason::FailedToStart)
            return badInput;
        return result.exitCode == 0 && m_isIncomplete ? recordingFailed : result.exitCode;
    }

    RunOptions m_options;
    StartStages m_stages;
    bool m_isAttached = false;
    HttpLog m_log;
    trace::TraceWriter m_trace;
    quint64 m_lost = 0; // messages
    bool m_isIncomplete = false;
    trace::TraceCollector m_collector;
    std::unique_ptr<LastWords> m_lastWords;
    std::unique_ptr<SignalRelay> m_signals;
    std::unique_ptr<process::StagedRuntime> m_runtime;
};

// Prepares what a package script needs before its program starts. Returns an exit code when nothing
// else is to be done.
std::optional<int> prepareStart(const RunOptions &options, StartStages *stages)
{
    if (!options.warning.isEmpty())
        printError(options.warning);
    const project::StartPlan &start = options.start;
    if (start.kind == project::StartPlan::Kind::Npm && options.isRecorded()) {
        putShimsFirst();
        return {};
    }
    if (start.kind == project::StartPlan::Kind::Npm)
        return becomeNpm(start);
    if (start.script.isEmpty())
        return {};
    if (const auto found = takeScriptEnvironment(start)) {
        *stages = *found;
        return {};
    }
    if (options.isRecorded())
        return reject(RunOptions::tr("npm cannot say in which environment the script “%1” runs, so "
                                     "it cannot be recorded; “npm run” shows why")
                          .arg(start.script));
    return becomeNpm(start.throughNpm());
}

int runRecorded(const RunOptions &options, const StartStages &stages)
{
    RecordedRun run(options, stages);
    if (const QString error = run.openFiles(); !error.isEmpty())
        return reject(error);
    return run.run();
}

} // namespace

int runVerb(const QStringList &arguments)
{
    const RunOptions options = RunOptions::parse(arguments);
    if (options.helpRequested) {
        std::fputs(qPrintable(RunOptions::usage()), stdout);
        return 0;
    }
    if (!options.error.isEmpty())
        return reject(options.error);
    // Node itself reads files that are named in the options.
    QDir::setCurrent(options.workingDirectory);
    provideNode(options.isRecorded());
    StartStages stages;
    if (const auto exitCode = prepareStart(options, &stages))
        return *exitCode;
    if (isForNodeItself(options.nodeOptions))
        return becomeProgram(core::nodeProgram(), QStringLiteral("node"),
                             options.nodeCommandLine());
    if (options.isolated || options.start.kind == project::StartPlan::Kind::Npm)
        return runRecorded(options, stages);
    if (!host::initializeProcess(host::ProcessKind::CommandLine, options.nodeCommandLine()))
        return host::reportInitialization();
    const int exitCode = runRecorded(options, stages);
    host::tearDownProcess();
    return exitCode;
}

} // namespace looptide::cli

#include "runverb.moc"
