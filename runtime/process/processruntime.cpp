// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/processruntime.h"

#include "runtime/process/childprocess.h"
#include "runtime/process/descendantguard.h"
#include "runtime/process/pty.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>

namespace looptide::process {

namespace {

using namespace std::chrono_literals;

constexpr auto graceBeforeKill = 800ms; // the whole stop has to fit in a second

// As a shell would look it up, but in the PATH of the run.
QString findProgram(const core::RunRequest &request)
{
    const QString program = request.command.constFirst();
    if (program.contains(u'/'))
        return QDir(request.workingDirectory).absoluteFilePath(program);
    const QStringList folders = request.environment.value(QStringLiteral("PATH"))
                                    .split(QDir::listSeparator(), Qt::SkipEmptyParts);
    return folders.isEmpty() ? QString() : QStandardPaths::findExecutable(program, folders);
}

} // namespace

class ProcessRuntime::Private
{
public:
    explicit Private(ProcessRuntime *runtime) : q(runtime)
    {
        killTimer.setSingleShot(true);
        killTimer.setInterval(graceBeforeKill);
        QObject::connect(&killTimer, &QTimer::timeout, q, [this] { end(Signal::Kill); });
        QObject::connect(&descendants, &DescendantGuard::exceeded, q, [this] { endForExcess(); });
    }

    void setState(core::RunState next);
    // Returns why a request cannot be started; null when it can.
    QString prepare(const core::RunRequest &request);
    QString openTerminal(const core::RunRequest &request);
    // Later: start() has to return before anybody hears of it.
    void fail(const QString &message);
    void childEnded(int exitCode, QProcess::ExitStatus status);
    void finish();
    void end(Signal signal);
    void watchDescendants();
    void endForExcess();

    ProcessRuntime *q;
    core::RunState state = core::RunState::Idle;
    std::unique_ptr<QProcess> process; // of the current or last run
    std::unique_ptr<PtyMaster> terminal; // null with inherited streams
    FileDescriptor slave; // held until the child has it
    qint64 leader = 0; // process id; QProcess forgets it when the child has ended
    bool stopWanted = false; // while the child is being started
    DescendantGuard descendants;
    Descendants::RunTraits traits;
    core::StderrMarks stderrMarks;
    QTimer killTimer;
    QElapsedTimer clock;
    core::RunResult result;
};

void ProcessRuntime::Private::setState(core::RunState next)
{
    state = next;
    if (state == core::RunState::Stopping && terminal)
        terminal->hold(false);
    Q_EMIT q->stateChanged(next);
}

QString ProcessRuntime::Private::openTerminal(const core::RunRequest &request)
{
    std::optional<Pty> pty = openPty(request.columns, request.rows);
    if (!pty)
        return tr("No terminal could be opened for the program: %1.").arg(qt_error_string());
    slave = std::move(pty->slave);
    traits.terminal = pty->name;
    terminal = std::make_unique<PtyMaster>(std::move(pty->master));
    terminal->setMarks(stderrMarks);
    QObject::connect(terminal.get(), &PtyMaster::outputReceived, q, &core::Runtime::outputReceived);
    QObject::connect(terminal.get(), &PtyMaster::drained, q, [this] { finish(); });
    runOnTerminal(*process, slave.get());
    return {};
}

QString ProcessRuntime::Private::prepare(const core::RunRequest &request)
{
    // A run that ended may have started this one from its last signal.
    if (process)
        process.release()->deleteLater();
    if (terminal)
        terminal.release()->deleteLater();
    if (request.command.isEmpty())
        return tr("There is no command to run.");
    if (!QFileInfo(request.workingDirectory).isDir())
        return tr("There is no folder %1 to run in.")
            .arg(QDir::toNativeSeparators(request.workingDirectory));
    if (!QFileInfo(request.workingDirectory).isExecutable())
        return tr("The folder %1 may not be entered: permission denied.")
            .arg(QDir::toNativeSeparators(request.workingDirectory));
    const QString program = findProgram(request);
    if (program.isEmpty())
        return tr("The program \"%1\" was not found. Is it installed, and in the PATH?")
            .arg(request.command.constFirst());

    process = std::make_unique<QProcess>();
    process->setProgram(program);
    process->setArguments(request.command.mid(1) + request.arguments);
    process->setWorkingDirectory(request.workingDirectory);
    if (request.stdio == core::RunStdio::Terminal)
        process->setProcessEnvironment(terminalEnvironment(request.environment));
    else if (request.environment != QProcessEnvironment::systemEnvironment()) // keeps its order
        process->setProcessEnvironment(request.environment);
    if (request.stdio == core::RunStdio::Terminal)
        return openTerminal(request);
    shareStreams(*process);
    return {};
}

void ProcessRuntime::Private::fail(const QString &message)
{
    result = core::RunResult::failedToStart(message);
    slave.reset();
    QMetaObject::invokeMethod(q, [this] { finish(); }, Qt::QueuedConnection);
}

void ProcessRuntime::Private::childEnded(int exitCode, QProcess::ExitStatus status)
{
    killTimer.stop();
    if (status == QProcess::CrashExit) { // then exitCode is the signal
        result.reason = core::RunResult::Reason::Signalled;
        result.signal = exitCode;
    } else {
        result.exitCode = exitCode;
    }
    descendants.runEnded();
    if (state == core::RunState::Stopping)
        result.reason = core::RunResult::Reason::Stopped;
    if (descendants.excess())
        result = *descendants.excess();
    if (terminal)
        terminal->drain();
    else
        finish();
}

void ProcessRuntime::Private::finish()
{
    killTimer.stop();
    if (state == core::RunState::Stopping)
        end(Signal::Kill); // processes that the child has left behind
    leader = 0;
    result.durationMs = clock.elapsed();
    setState(core::RunState::Exited);
    Q_EMIT q->runFinished(result);
}

void ProcessRuntime::Private::end(Signal signal)
{
    if (signal == Signal::Kill)
        descendants.kill();
    if (terminal && signal == Signal::Terminate && descendants.isWatching())
        descendants.terminate(); // also those that have left the group
    else if (terminal)
        signalGroup(leader, signal);
    else if (signal == Signal::Kill)
        process->kill();
    else
        process->terminate();
}

void ProcessRuntime::Private::watchDescendants()
{
    traits.folder = process->workingDirectory();
    traits.session = pid_t(leader);
    descendants.begin(traits, [leader = traits.session] { return QList<pid_t> { leader }; });
}

void ProcessRuntime::Private::endForExcess()
{
    if (state == core::RunState::Exited)
        Q_EMIT q->outputReceived("\r\n" + descendants.excess()->message.toUtf8() + "\r\n");
    else if (state != core::RunState::Stopping)
        setState(core::RunState::Stopping);
}

ProcessRuntime::ProcessRuntime(QObject *parent)
    : core::Runtime(parent), d(std::make_unique<Private>(this))
{
}

ProcessRuntime::~ProcessRuntime()
{
    if (!d->process || d->process->state() == QProcess::NotRunning)
        return;
    d->process->disconnect(this);
    if (d->leader == 0 && d->process->waitForStarted())
        d->leader = d->process->processId();
    d->end(Signal::Terminate);
    const bool ended = d->process->waitForFinished(int(graceBeforeKill.count()));
    d->end(Signal::Kill); // also processes that the child has left behind
    if (!ended)
        d->process->waitForFinished(-1);
}

core::RunState ProcessRuntime::state() const
{
    return d->state;
}

void ProcessRuntime::start(const core::RunRequest &request)
{
    if (d->state != core::RunState::Idle && d->state != core::RunState::Exited)
        return;
    d->result = {};
    d->stopWanted = false;
    d->clock.start();
    d->setState(core::RunState::Starting);
    if (const QString problem = d->prepare(request); !problem.isEmpty()) {
        d->fail(problem);
        return;
    }
    QProcess *process = d->process.get();
    connect(process, &QProcess::started, this, [this, process] {
        d->leader = process->processId();
        d->slave.reset();
        if (d->terminal)
            d->watchDescendants();
        d->setState(core::RunState::Running);
        if (d->stopWanted)
            stop();
    });
    connect(process, &QProcess::finished, this,
            [this](int exitCode, QProcess::ExitStatus status) { d->childEnded(exitCode, status); });
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            d->fail(
                tr("%1 could not be started: %2.").arg(process->program(), process->errorString()));
    });
    process->start();
}

void ProcessRuntime::stop()
{
    d->stopWanted = d->state == core::RunState::Starting;
    if (d->state != core::RunState::Running)
        return;
    d->setState(core::RunState::Stopping);
    d->killTimer.start();
    d->end(Signal::Terminate);
}

void ProcessRuntime::writeInput(const QByteArray &bytes)
{
    if (d->terminal)
        d->terminal->write(bytes);
}

void ProcessRuntime::resizeTerminal(int columns, int rows)
{
    if (d->terminal)
        d->terminal->resize(columns, rows);
}

void ProcessRuntime::holdOutput(bool hold)
{
    if (d->terminal)
        d->terminal->hold(hold && d->state != core::RunState::Stopping);
}

std::shared_ptr<trace::TraceChannel> ProcessRuntime::traceChannel() const
{
    return nullptr;
}

void ProcessRuntime::setStderrMarks(const core::StderrMarks &marks)
{
    d->stderrMarks = marks;
}

qint64 ProcessRuntime::processId() const
{
    return d->leader;
}

} // namespace looptide::process
