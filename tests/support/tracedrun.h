// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/host/noderuntime.h"
#include "runtime/process/isolatedruntime.h"
#include "runtime/trace/tracecollector.h"
#include "runtime/trace/tracesummary.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>

namespace looptide::tests {

// Runs one program, in this process or isolated, and sums up what its probes record.
class TracedRun : public QObject
{
public:
    static constexpr int timeoutMs = 30'000;

    explicit TracedRun(bool isolated)
    {
        if (isolated)
            runtime = std::make_unique<process::IsolatedRuntime>();
        else
            runtime = std::make_unique<host::NodeRuntime>();
        finished = std::make_unique<QSignalSpy>(runtime.get(), &core::Runtime::runFinished);
        connect(runtime.get(), &core::Runtime::outputReceived, this,
                [this](const QByteArray &bytes) { output += bytes; });
        connect(runtime.get(), &core::Runtime::runFinished, this, [this] { collector.detach(); });
        connect(&collector, &trace::TraceCollector::batchCollected, this,
                [this](const trace::TraceBatch &batch) {
                    summary.add(batch);
                    position = batch.position;
                    blocked = batch.blocked;
                    for (const trace::ListenAddress &address : batch.listening)
                        listening[address.port] = address.listening;
                    for (const trace::HttpExchange &exchange : batch.exchanges)
                        exchanges[exchange.id] = exchange;
                });
    }

    // Two rows, for tests that hold wherever a program runs.
    static void addRuntimeRows()
    {
        QTest::addColumn<bool>("isolated");
        QTest::addRow("in process") << false;
        QTest::addRow("isolated") << true;
    }

    void start(const QByteArray &source)
    {
        core::RunRequest request;
        request.script = folder.filePath(QStringLiteral("app.js"));
        QFile file(request.script);
        if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
            qFatal("cannot write the program");
        file.close();
        request.level = level;
        request.workingDirectory = folder.path();
        request.environment = QProcessEnvironment::systemEnvironment();
        runtime->start(request);
        collector.attach(runtime->agents());
    }
    bool waitForOutput(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return output.contains(text); }, timeoutMs);
    }
    // The loop has waited for events for so long without a break.
    bool waitForIdleLoop(quint64 ns)
    {
        return QTest::qWaitFor(
            [&] { return position.waiting && trace::monotonicNs() > position.sinceNs + ns; },
            timeoutMs);
    }
    bool waitForEnd() { return !finished->isEmpty() || finished->wait(timeoutMs); }
    bool stop()
    {
        runtime->stop();
        return waitForEnd();
    }

    QTemporaryDir folder;
    trace::TraceCollector collector;
    std::unique_ptr<core::Runtime> runtime;
    std::unique_ptr<QSignalSpy> finished;
    QByteArray output;
    trace::TraceSummary summary;
    trace::LoopPosition position;
    trace::BlockedPlace blocked;
    std::map<int, bool> listening; // by port
    std::map<quint64, trace::HttpExchange> exchanges; // by id
    core::RecordLevel level = core::RecordLevel::Phases; // of the next start
};

} // namespace looptide::tests
