// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/terminal/shellsession.h"

#include "runtime/process/childprocess.h"
#include "runtime/process/processstatus.h"
#include "runtime/process/pty.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <chrono>

namespace looptide::models {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto graceBeforeKill = 300ms;

} // namespace

ShellSession::ShellSession(QObject *parent) : QObject(parent)
{
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        if (status == QProcess::CrashExit) { // then code is the signal
            m_result.reason = core::RunResult::Reason::Signalled;
            m_result.signal = code;
        } else {
            m_result.exitCode = code;
        }
        m_terminal->drain();
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_result = core::RunResult::failedToStart(
            tr("%1 could not be started: %2.").arg(m_process.program(), m_process.errorString()));
        finish();
    });
}

ShellSession::~ShellSession()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    process::signalGroup(m_leader, process::Signal::HangUp);
    m_terminal.reset(); // hangs up what runs in the foreground
    if (!m_process.waitForFinished(int(graceBeforeKill.count()))) {
        process::signalGroup(m_leader, process::Signal::Kill);
        m_process.kill();
        m_process.waitForFinished(-1);
    }
}

QString ShellSession::userShell(const QProcessEnvironment &environment)
{
    for (const QString &shell : { environment.value(u"SHELL"_s), u"/bin/bash"_s }) {
        const QFileInfo info(shell);
        if (info.isAbsolute() && info.isFile() && info.isExecutable())
            return shell;
    }
    return u"/bin/sh"_s;
}

void ShellSession::start(const Start &start)
{
    m_isRunning = true;
    m_startedMs = QDateTime::currentMSecsSinceEpoch();
    auto pty = process::openPty(start.columns, start.rows);
    if (!pty || !QFileInfo(start.folder).isDir()) {
        m_result = core::RunResult::failedToStart(
            pty ? tr("There is no folder %1 to start in.")
                      .arg(QDir::toNativeSeparators(start.folder))
                : tr("No terminal could be opened: %1.").arg(qt_error_string()));
        // Later: nobody is connected yet.
        QMetaObject::invokeMethod(this, &ShellSession::finish, Qt::QueuedConnection);
        return;
    }
    m_terminal = std::make_unique<process::PtyMaster>(std::move(pty->master));
    connect(m_terminal.get(), &process::PtyMaster::outputReceived, this,
            &ShellSession::outputReceived);
    connect(m_terminal.get(), &process::PtyMaster::drained, this, &ShellSession::finish);
    QProcessEnvironment environment = process::terminalEnvironment(start.environment);
    environment.insert(u"PWD"_s, start.folder);
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(start.folder);
    m_process.setProgram(start.shell);
    process::runOnTerminal(m_process, pty->slave.get());
    m_process.start();
    m_process.waitForStarted(); // a millisecond; the slave must stay open until then
    m_leader = m_process.processId();
}

void ShellSession::finish()
{
    if (!std::exchange(m_isRunning, false))
        return;
    m_result.durationMs = QDateTime::currentMSecsSinceEpoch() - m_startedMs;
    Q_EMIT ended(m_result);
}

void ShellSession::write(const QByteArray &bytes)
{
    if (m_terminal && m_isRunning)
        m_terminal->write(bytes);
}

void ShellSession::resize(int columns, int rows)
{
    if (m_terminal)
        m_terminal->resize(columns, rows);
}

void ShellSession::hold(bool held)
{
    if (m_terminal)
        m_terminal->hold(held);
}

QString ShellSession::busyProgram() const
{
    if (!m_terminal || m_process.state() != QProcess::Running)
        return {};
    const qint64 group = m_terminal->foregroundGroup();
    if (group <= 0 || group == m_leader)
        return {};
    const QByteArray name = process::processFile(pid_t(group), "comm").trimmed();
    return name.isEmpty() ? QString::number(group) : QString::fromUtf8(name);
}

QString ShellSession::currentFolder() const
{
    if (m_process.state() != QProcess::Running)
        return {};
    return QFileInfo(u"/proc/%1/cwd"_s.arg(m_leader)).symLinkTarget();
}

} // namespace looptide::models
