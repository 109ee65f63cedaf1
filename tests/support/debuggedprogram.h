// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/debugsession.h"
#include "runtime/trace/agentlist.h"
#include "runtime/trace/tracecollector.h"
#include "tests/support/eitherruntime.h"
#include "tests/support/programrequest.h"

#include <QTest>

namespace looptide::tests {

// A program that is debugged as the window does it.
class DebuggedProgram : public QObject
{
public:
    static constexpr int timeoutMs = 30'000;

    // Two rows, for tests that hold wherever a program runs.
    static void addWays()
    {
        QTest::addColumn<bool>("isIsolated");
        QTest::newRow("in process") << false;
        QTest::newRow("isolated") << true;
    }

    explicit DebuggedProgram(bool isIsolated)
        : runtime(makeRuntime(isIsolated)), session(&breakpoints)
    {
        connect(runtime.get(), &core::Runtime::outputReceived, this,
                [this](const QByteArray &bytes) { output += bytes; });
        connect(runtime.get(), &core::Runtime::stateChanged, this, [this](core::RunState state) {
            if (state == core::RunState::Running && runtime->agents() != m_agents) {
                m_agents = runtime->agents();
                m_collector.attach(m_agents);
            }
        });
        connect(runtime.get(), &core::Runtime::runFinished, this,
                [this](const core::RunResult &end) {
                    result = end;
                    m_collector.detach();
                    session.end();
                });
        connect(&m_collector, &trace::TraceCollector::batchCollected, this,
                [this](const trace::TraceBatch &batch) {
                    for (const trace::AgentState &agent : batch.agents) {
                        if (!agent.debuggerUrl.isEmpty())
                            session.attach(agent.info.id, agent.info.title,
                                           QUrl(QString::fromUtf8(agent.debuggerUrl)));
                    }
                });
        connect(&session, &inspector::DebugSession::logged, this,
                [this](const QString &text) { logged += text; });
    }

    QString path(const QString &name = QStringLiteral("app.js")) const
    {
        return QFileInfo(folder.path()).canonicalFilePath() + u'/' + name;
    }
    void write(const QString &name, const QByteArray &source) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
            qFatal("cannot write the program");
    }
    int breakAt(int line, const QString &name = QStringLiteral("app.js"))
    {
        return breakpoints.add({ 0, path(name), line });
    }
    void start(const QByteArray &source, const QString &name = QStringLiteral("app.js"))
    {
        write(name, source);
        startFile(name);
    }
    void startFile(const QString &name)
    {
        core::RunRequest request;
        request.script = path(name);
        request.workingDirectory = path(QString());
        request.environment = QProcessEnvironment::systemEnvironment();
        request.environment.insert(QStringLiteral("NO_COLOR"), QStringLiteral("1"));
        request.debugs = true;
        result.reset();
        output.clear();
        session.begin();
        runtime->start(request);
    }
    bool waitForPause()
    {
        return QTest::qWaitFor([this] { return session.isPaused(); }, timeoutMs);
    }
    // Gives the command, and waits until the program is paused at another place.
    template <typename Command>
    bool pausesAfter(Command command)
    {
        bool hasResumed = false;
        const auto connection = connect(&session, &inspector::DebugSession::pauseChanged, this,
                                        [&] { hasResumed = hasResumed || !session.isPaused(); });
        command();
        const bool isPaused =
            QTest::qWaitFor([&] { return hasResumed && session.isPaused(); }, timeoutMs);
        disconnect(connection);
        return isPaused;
    }
    bool steps(inspector::Step step)
    {
        return pausesAfter([&] { session.step(step); });
    }
    void stopAsTheWindow()
    {
        session.prepareStop(this, [this] { runtime->stop(); });
    }
    bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return result.has_value(); }, timeoutMs);
    }
    bool waitForOutput(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return output.contains(text); }, timeoutMs);
    }
    const inspector::DebugFrame &frame(qsizetype index = 0) const
    {
        return session.shown()->frames().at(index);
    }
    int line() const { return session.isPaused() ? frame().place.line : 0; }
    // "inner:3 outer:7 [await] main:9": the call stack, without what is foreign.
    QString stack() const
    {
        QStringList parts;
        const QList<inspector::DebugFrame> frames = session.shown()->frames();
        for (const inspector::DebugFrame &each : frames) {
            if (!each.asyncCause.isEmpty())
                parts += u'[' + each.asyncCause + u']';
            else if (!each.isForeign)
                parts += (each.function.isEmpty() ? QStringLiteral("-") : each.function) + u':'
                    + QString::number(each.place.line);
        }
        return parts.join(u' ');
    }
    inspector::Evaluation evaluate(const QString &expression,
                                   inspector::DebugTarget::EvaluationOptions options = {})
    {
        std::optional<inspector::Evaluation> answer;
        if (session.isPaused() && options.frame < 0)
            options.frame = session.shownFrame();
        session.shown()->evaluate(
            expression, options, this,
            [&](const inspector::Evaluation &evaluation) { answer = evaluation; });
        const bool hasAnswer = QTest::qWaitFor([&] { return answer.has_value(); }, timeoutMs);
        return hasAnswer ? *answer : inspector::Evaluation { {}, QStringLiteral("no answer") };
    }
    QList<inspector::Property> properties(const inspector::RemoteValue &object)
    {
        std::optional<QList<inspector::Property>> answer;
        session.shown()->listProperties(
            object, false, this,
            [&](const QList<inspector::Property> &list, const QString &) { answer = list; });
        const bool hasAnswer = QTest::qWaitFor([&] { return answer.has_value(); }, timeoutMs);
        return hasAnswer ? *answer : QList<inspector::Property>();
    }

    QTemporaryDir folder;
    inspector::BreakpointList breakpoints;
    std::unique_ptr<core::Runtime> runtime;
    inspector::DebugSession session;
    QByteArray output;
    QStringList logged;
    std::optional<core::RunResult> result;

private:
    trace::TraceCollector m_collector;
    std::shared_ptr<trace::AgentList> m_agents;
};

} // namespace looptide::tests
