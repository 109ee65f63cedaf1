// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/processtransport.h"

#include "editor/lsp/childlife.h"
#include "editor/lsp/framereader.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QProcess>
#include <QThread>

#include <chrono>

namespace looptide::lsp {

using namespace std::chrono_literals;

namespace {

/// How long a server may take to end by itself when its input is closed.
constexpr int EndMilliseconds = 300;
/// Of what a server prints on standard error, the end is kept for the reason.
constexpr qsizetype MaxErrorBytes = 2'000;
/// Messages that a server does not read. Beyond it the server hangs, and memory would be wasted.
constexpr qint64 MaxUnreadBytes = 256 * 1024 * 1024;

/// Ends with the application; the servers that are left are ended then.
class TransportThread : public QThread
{
public:
    using QThread::QThread;
    ~TransportThread() override
    {
        quit();
        wait();
    }
};

QThread *transportThread()
{
    static QThread *const thread = [] {
        auto *made = new TransportThread(QCoreApplication::instance());
        made->setObjectName(QStringLiteral("language servers"));
        made->start();
        return made;
    }();
    return thread;
}

} // namespace

/// Lives in the transport thread. Deletes itself there when the transport has gone.
class ProcessTransport::Worker : public QObject
{
    Q_OBJECT

public:
    explicit Worker(const ServerCommand &command) : m_command(command) { }
    ~Worker() override { end(); }

    void open();
    void send(const QJsonObject &message);
    void end();

Q_SIGNALS:
    void opened(qint64 processId);
    void messageReceived(const QJsonObject &message);
    void closed(const QString &reason);

private:
    void readOutput();
    void finish(const QString &reason);

    ServerCommand m_command;
    QProcess *m_process = nullptr;
    FrameReader m_reader;
    QByteArray m_errors;
    bool m_isFinished = false;
};

void ProcessTransport::Worker::open()
{
    m_process = new QProcess(this);
    m_process->setProgram(m_command.program);
    m_process->setArguments(m_command.arguments);
    m_process->setWorkingDirectory(m_command.directory);
    m_process->setProcessEnvironment(m_command.environment);
    connect(m_process, &QProcess::started, this, [this] { Q_EMIT opened(m_process->processId()); });
    connect(m_process, &QProcess::readyReadStandardOutput, this, &Worker::readOutput);
    connect(m_process, &QProcess::readyReadStandardError, this, [this] {
        m_errors = (m_errors + m_process->readAllStandardError()).right(MaxErrorBytes);
    });
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(m_process->errorString());
    });
    connect(m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        const QString errors = QString::fromUtf8(m_errors).trimmed();
        finish(status == QProcess::CrashExit ? QStringLiteral("killed by a signal. ") + errors
                                             : QStringLiteral("exit code %1. ").arg(code) + errors);
    });
    endWithThisProcess(*m_process);
    m_process->start();
}

void ProcessTransport::Worker::send(const QJsonObject &message)
{
    if (!m_process || m_isFinished)
        return;
    m_process->write(FrameReader::frame(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    if (m_process->bytesToWrite() > MaxUnreadBytes) {
        finish(QStringLiteral("it does not read its input"));
        m_process->kill();
    }
}

void ProcessTransport::Worker::readOutput()
{
    const QList<QByteArray> messages = m_reader.read(m_process->readAllStandardOutput());
    for (const QByteArray &bytes : messages) {
        const QJsonDocument message = QJsonDocument::fromJson(bytes);
        // A message that is no JSON object is left out: its frame was complete.
        if (message.isObject() && !m_isFinished)
            Q_EMIT messageReceived(message.object());
    }
    if (m_reader.isBroken() && !m_isFinished) {
        finish(QStringLiteral("it wrote something that is not the protocol"));
        m_process->kill();
    }
}

void ProcessTransport::Worker::finish(const QString &reason)
{
    if (!std::exchange(m_isFinished, true))
        Q_EMIT closed(reason);
}

void ProcessTransport::Worker::end()
{
    if (!m_process || m_process->state() == QProcess::NotRunning)
        return;
    m_process->closeWriteChannel();
    if (!m_process->waitForFinished(EndMilliseconds)) {
        m_process->kill();
        m_process->waitForFinished(EndMilliseconds);
    }
}

ProcessTransport::ProcessTransport(const ServerCommand &command, QObject *parent)
    : Transport(parent), m_worker(new Worker(command))
{
    m_worker->moveToThread(transportThread());
    connect(transportThread(), &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &Worker::opened, this, [this](qint64 processId) {
        m_processId = processId;
        Q_EMIT opened();
    });
    connect(m_worker, &Worker::messageReceived, this, &Transport::messageReceived);
    connect(m_worker, &Worker::closed, this, &Transport::closed);
}

ProcessTransport::~ProcessTransport()
{
    m_worker->disconnect(this);
    m_worker->deleteLater();
}

void ProcessTransport::open()
{
    QMetaObject::invokeMethod(m_worker, &Worker::open);
}

void ProcessTransport::send(const QJsonObject &message)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, message] { worker->send(message); });
}

void ProcessTransport::close()
{
    QMetaObject::invokeMethod(m_worker, &Worker::end);
}

} // namespace looptide::lsp

#include "processtransport.moc"
