// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/predict/snippetrun.h"

#include "runtime/core/installation.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>

#include <utility>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestError = 300; // characters

// The line that names the error in the report of an uncaught one. The report also quotes the
// source.
QString errorLine(const QString &report)
{
    static const QRegularExpression error(u"^[A-Za-z]*Error\\b.*$"_s,
                                          QRegularExpression::MultilineOption);
    const QRegularExpressionMatch match = error.match(report);
    return (match.hasMatch() ? match.captured() : report.section(u'\n', 0, 0)).left(longestError);
}

// The line of the snippet where that happened; 0: unknown.
int lineOfError(const QString &report)
{
    static const QRegularExpression place(u"snippet\\.js:(\\d+)"_s);
    return place.match(report).captured(1).toInt();
}

} // namespace

SnippetRun::SnippetRun(QObject *parent) : QObject(parent)
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(longestMs);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        end(tr("The program did not end within %n second(s).", nullptr, longestMs / 1000));
    });
}

SnippetRun::~SnippetRun()
{
    cancel();
}

void SnippetRun::start(const QString &source)
{
    cancel();
    const QString script = write(source);
    m_output.clear();
    m_errors.clear();
    m_process = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"NODE_OPTIONS"_s);
    m_process->setProcessEnvironment(environment);
    m_process->setWorkingDirectory(m_folder.path());
    m_process->setStandardInputFile(QProcess::nullDevice());
    connect(m_process, &QProcess::readyReadStandardOutput, this, &SnippetRun::read);
    connect(m_process, &QProcess::readyReadStandardError, this, &SnippetRun::readErrors);
    connect(m_process, &QProcess::finished, this, [this] {
        readErrors();
        end(failure());
    });
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(tr("Node.js could not be started: %1").arg(m_process->errorString()));
    });
    m_limit.start();
    m_process->start(core::nodeProgram(),
                     { u"--require"_s, m_folder.filePath(u"observe.cjs"_s), script });
}

QString SnippetRun::write(const QString &source)
{
    const QString observer = m_folder.filePath(u"observe.cjs"_s);
    if (!QFile::exists(observer))
        QFile::copy(u":/predict/observe.cjs"_s, observer);
    const QString script = m_folder.filePath(u"snippet.js"_s);
    QFile file(script);
    if (file.open(QIODevice::WriteOnly))
        file.write(source.toUtf8());
    return script;
}

void SnippetRun::cancel()
{
    m_limit.stop();
    QProcess *process = std::exchange(m_process, nullptr);
    if (!process)
        return;
    process->disconnect(this);
    process->kill();
    process->waitForFinished();
    delete process;
}

void SnippetRun::read()
{
    m_output += m_process->readAllStandardOutput();
    if (m_output.size() > mostBytes || m_output.count('\n') > mostLines)
        end(tr("The program prints more than %n line(s).", nullptr, mostLines));
}

// Reading keeps QProcess from storing all of it.
void SnippetRun::readErrors()
{
    const QByteArray errors = m_process->readAllStandardError();
    m_errors += errors.first(qMin(errors.size(), mostBytes - m_errors.size()));
}

QString SnippetRun::failure() const
{
    if (m_process->exitStatus() == QProcess::NormalExit && m_process->exitCode() == 0)
        return {};
    const QString report = QString::fromUtf8(m_errors);
    const QString error = errorLine(report);
    if (error.isEmpty())
        return tr("The program ended with code %1.").arg(m_process->exitCode());
    const int line = lineOfError(report);
    return line > 0 ? tr("The program failed in line %1: %2").arg(line).arg(error)
                    : tr("The program failed: %1").arg(error);
}

void SnippetRun::end(const QString &error)
{
    m_limit.stop();
    QProcess *process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    m_output += process->readAllStandardOutput();
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
    } else {
        connect(process, &QProcess::finished, process, &QObject::deleteLater);
        process->kill();
    }
    Result result { readPrinted(m_output), error };
    if (result.lines.size() > mostLines)
        result.lines.resize(mostLines);
    Q_EMIT finished(result);
}

} // namespace looptide::models
