// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/npmcommand.h"

#include "runtime/core/installation.h"

#include <QJsonDocument>
#include <QSignalBlocker>
#include <QTimer>

#include <chrono>
#include <utility>

namespace looptide::project {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 3s; // after SIGTERM
constexpr qsizetype maxErrorText = 1 << 20;

} // namespace

NpmCommand::NpmCommand(QObject *parent) : QObject(parent)
{
    connect(&m_process, &QProcess::readyReadStandardError, this, &NpmCommand::readLog);
    connect(&m_process, &QProcess::finished, this, &NpmCommand::end);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            m_errors += QStringLiteral("npm error ") + m_process.errorString() + u'\n';
            end(-1, QProcess::CrashExit);
        }
    });
}

NpmCommand::~NpmCommand()
{
    stop();
}

void NpmCommand::stop()
{
    if (!isRunning())
        return;
    const QSignalBlocker blocker(m_process);
    m_process.kill();
    m_process.waitForFinished();
    m_cancelled = false;
}

void NpmCommand::start(const QString &projectDir, const QStringList &words, Scripts scripts)
{
    if (isRunning() || words.isEmpty())
        return;
    QStringList arguments = { words.first() };
    arguments += options();
    arguments += scripts == Scripts::Ignored ? QStringLiteral("--ignore-scripts")
                                             : QStringLiteral("--no-ignore-scripts");
    m_process.setStandardInputFile(QProcess::nullDevice());
    launch(projectDir, core::shimDirectory() + QStringLiteral("/npm"), arguments + words.sliced(1));
}

void NpmCommand::ask(const QString &projectDir, const QString &script, const QJsonObject &question)
{
    if (isRunning())
        return;
    QStringList arguments { core::shareDirectory() + QStringLiteral("/npm-tools/") + script
                            + QStringLiteral(".js") };
    arguments += options();
    arguments += QStringLiteral("--logs-max=0");
    m_process.setStandardInputFile({});
    launch(projectDir, core::nodeProgram(), arguments);
    m_process.write(QJsonDocument(question).toJson(QJsonDocument::Compact));
    m_process.closeWriteChannel();
}

// http is the lowest level that shows each request, which is the only progress that npm reports.
QStringList NpmCommand::options()
{
    return { QStringLiteral("--loglevel=http"), QStringLiteral("--no-progress"),
             QStringLiteral("--no-color"), QStringLiteral("--no-fund"),
             QStringLiteral("--no-update-notifier") };
}

void NpmCommand::launch(const QString &projectDir, const QString &program,
                        const QStringList &arguments)
{
    m_rest.clear();
    m_errors.clear();
    m_fetched = 0;
    m_cancelled = false;
    m_process.setWorkingDirectory(projectDir);
    m_process.start(program, arguments);
}

void NpmCommand::cancel()
{
    if (!isRunning() || m_cancelled)
        return;
    m_cancelled = true;
    m_process.terminate();
    QTimer::singleShot(patience, &m_process, [this] {
        if (m_cancelled)
            m_process.kill();
    });
}

void NpmCommand::readLog()
{
    m_rest += m_process.readAllStandardError();
    qsizetype start = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', start)) {
        takeLine(QString::fromUtf8(m_rest.mid(start, end - start)));
        start = end + 1;
    }
    m_rest.remove(0, start);
}

void NpmCommand::takeLine(const QString &line)
{
    if (line.startsWith(QLatin1StringView("npm http ")))
        Q_EMIT fetched(++m_fetched);
    else if (m_errors.size() < maxErrorText)
        m_errors += line + u'\n';
    Q_EMIT lineReceived(line);
}

void NpmCommand::end(int exitCode, QProcess::ExitStatus status)
{
    readLog();
    if (!m_rest.isEmpty())
        takeLine(QString::fromUtf8(std::exchange(m_rest, {})));
    Result result;
    result.exitCode = exitCode;
    result.output = m_process.readAllStandardOutput();
    if (std::exchange(m_cancelled, false))
        result.outcome = Outcome::Cancelled;
    else if (exitCode == 0 && status == QProcess::NormalExit)
        result.outcome = Outcome::Succeeded;
    else
        result.problem = NpmProblem::of(m_errors);
    Q_EMIT finished(result);
}

} // namespace looptide::project
