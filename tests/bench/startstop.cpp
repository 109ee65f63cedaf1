// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// startstop CYCLES: runs two small programs in this process by turns, one that ends by itself and a
// server that is stopped as soon as it listens, CYCLES times. Prints one JSON object a line for
// each 50 cycles: how many were made, resident memory and how much of it is no file's, in KiB.

#include "runtime/node/host/noderuntime.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace looptide;

namespace {

constexpr int reportEvery = 50;

// The kernel's figure, kept by name: /proc/self/statm counts lazily.
qint64 kibibytes(const QByteArray &status, const char *name)
{
    const qsizetype at = status.indexOf(name);
    return at < 0 ? 0
                  : status.mid(at + qsizetype(qstrlen(name)), 32)
                        .simplified()
                        .split(' ')
                        .first()
                        .toLongLong();
}

void report(int cycles)
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc/self/smaps_rollup");
    const QByteArray status = file.readAll();
    std::printf("{\"cycles\":%d,\"residentKb\":%lld,\"anonymousKb\":%lld}\n", cycles,
                static_cast<long long>(kibibytes(status, "\nRss:")),
                static_cast<long long>(kibibytes(status, "\nAnonymous:")));
    std::fflush(stdout);
}

class Cycles : public QObject
{
    Q_OBJECT
public:
    explicit Cycles(int count) : m_count(count)
    {
        write(QStringLiteral("once.js"), "console.log('hello', process.version)");
        write(QStringLiteral("server.js"),
              "require('http').createServer((q, r) => r.end('hello'))"
              ".listen(0, '127.0.0.1', () => console.log('listening'))");
        connect(&m_runtime, &core::Runtime::outputReceived, this, [this](const QByteArray &bytes) {
            m_sawOutput = true;
            if (bytes.contains("listening"))
                m_runtime.stop();
        });
        connect(&m_runtime, &core::Runtime::runFinished, this, &Cycles::finished);
    }

    void next()
    {
        core::RunRequest request;
        request.script = m_folder.filePath(m_done % 2 == 0 ? QStringLiteral("once.js")
                                                           : QStringLiteral("server.js"));
        request.workingDirectory = m_folder.path();
        request.environment = QProcessEnvironment::systemEnvironment();
        m_sawOutput = false;
        m_runtime.start(request);
    }

private:
    void write(const QString &name, const QByteArray &source)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
            qFatal("cannot write the programs");
    }

    void finished(const core::RunResult &result)
    {
        if (!m_sawOutput || result.reason == core::RunResult::Reason::FailedToStart)
            qFatal("a program did not run: %s", qPrintable(result.message));
        if (++m_done % reportEvery == 0)
            report(m_done);
        if (m_done == m_count)
            QCoreApplication::quit();
        else
            QMetaObject::invokeMethod(this, &Cycles::next, Qt::QueuedConnection);
    }

    QTemporaryDir m_folder;
    host::NodeRuntime m_runtime;
    int m_count;
    int m_done = 0;
    bool m_sawOutput = false;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int count = argc > 1 ? QByteArray(argv[1]).toInt() : 0;
    if (count <= 0) {
        std::fprintf(stderr, "usage: startstop CYCLES\n");
        return 2;
    }
    Cycles cycles(count);
    cycles.next();
    return QCoreApplication::exec();
}

#include "startstop.moc"
