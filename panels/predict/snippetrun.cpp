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

// The line that names the error in the report of an uncaught one. The report also quotes the source.
QString errorLine(const QByteArray &report)
{
    static const QRegularExpression error(u"^[A-Za-z]*Error\\b.*$"_s,
                                          QRegularExpression::MultilineOption);
    const QString text = QString::fromUtf8(report);
    const QRegularExpressionMatch match = error.match(text);
    return (match.hasMatch() ? match.captured() : text.section(u'\n', 0, 0)).left(longestError);
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
    m_process = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"NODE_OPTIONS"_s);
    m_process->setProcessEnvironment(environment);
    m_process->setWorkingDirectory(m_folder.path());
    m_process->setStandardInputFile(QProcess::nullDevice());
    connect(m_process, &QProcess::readyReadStandardOutput, this, &SnippetRun::read);
    connect(m_process, &QProcess::finished, this, [this] { end(failure()); });
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

QString SnippetRun::failure() const
{
    if (m_process->exitStatus() == QProcess::NormalExit && m_process->exitCode() == 0)
        return {};
    const QString line = errorLine(m_process->readAllStandardError());
    return line.isEmpty() ? tr("The program ended with code %1.").arg(m_process->exitCode())
                          : tr("The program failed: %1").arg(line);
}

void SnippetRun::end(const QString &error)
{
    m_limit.stop();
    QProcess *process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    m_output += process->readAllStandardOutput();
    process->kill();
    process->deleteLater();
    Result result { readPrinted(m_output), error };
    if (result.lines.size() > mostLines)
        result.lines.resize(mostLines);
    Q_EMIT finished(result);
}

} // namespace looptide::models
