// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeruntime.h"

#include <utility>

namespace looptide::tests {

namespace {

class Payload
{
public:
    Payload &operator<<(const QString &field)
    {
        m_bytes += field.toUtf8() + '\0';
        return *this;
    }
    Payload &operator<<(qint64 number)
    {
        m_bytes += QByteArray::number(number) + '\0';
        return *this;
    }
    Payload &operator<<(const trace::HttpHeaders &headers)
    {
        for (const auto &[name, value] : headers)
            *this << name << value;
        return *this;
    }
    void pushTo(trace::TraceChannel &channel, trace::MessageKind kind, quint64 id,
                quint64 timeNs) const
    {
        const QByteArrayView part(m_bytes);
        channel.messages.push(kind, id, timeNs, { &part, 1 });
    }

private:
    QByteArray m_bytes;
};

} // namespace

FakeRuntime::FakeRuntime(QObject *parent) : core::Runtime(parent) { }

void FakeRuntime::start(const core::RunRequest &request)
{
    requests.append(request);
    m_channel = std::make_shared<trace::TraceChannel>();
    setState(core::RunState::Starting);
    if (startsByItself)
        becomeRunning();
}

void FakeRuntime::becomeRunning()
{
    setState(core::RunState::Running);
}

void FakeRuntime::stop()
{
    ++stopCount;
    if (m_state != core::RunState::Starting && !core::isUnderWay(m_state))
        return;
    setState(core::RunState::Stopping);
    if (!stopsByItself)
        return;
    core::RunResult result;
    result.reason = core::RunResult::Reason::Stopped;
    finish(result);
}

void FakeRuntime::pause(core::PauseReason reason)
{
    m_channel->setPause({ reason, m_channel->pause().count + (reason != core::PauseReason::None) });
    while (const auto next = m_pause.next(m_state, m_channel->pause()))
        setState(*next);
}

void FakeRuntime::finish(const core::RunResult &result)
{
    setState(core::RunState::Exited);
    Q_EMIT runFinished(result);
}

void FakeRuntime::resizeTerminal(int newColumns, int newRows)
{
    columns = newColumns;
    rows = newRows;
}

void FakeRuntime::listen(const trace::ListenAddress &address)
{
    Payload payload;
    payload << (address.listening ? QStringLiteral("+") : QStringLiteral("-")) << address.host
            << address.port << (address.http ? 1 : 0) << (address.secure ? 1 : 0);
    payload.pushTo(*m_channel, trace::MessageKind::Listening, 1, m_nowNs);
}

void FakeRuntime::exchange(const trace::HttpExchange &e)
{
    const quint64 begin = e.startNs != 0 ? e.startNs : m_nowNs;
    Payload request;
    request << e.method << e.url << e.httpVersion << e.remoteAddress << e.localPort
            << e.requestHeaders;
    request.pushTo(*m_channel, trace::MessageKind::HttpRequest, e.id, begin);
    if (e.state == trace::HttpExchange::State::Open)
        return;
    Payload response;
    response << e.requestBytes
             << (e.state == trace::HttpExchange::State::Finished ? QStringLiteral("F")
                                                                 : QStringLiteral("A"))
             << e.status << e.statusMessage << e.responseBytes << e.responseHeaders;
    response.pushTo(*m_channel, trace::MessageKind::HttpResponse, e.id, begin + e.durationNs);
}

void FakeRuntime::visit(trace::LoopPhase phase, quint32 callbacks, quint64 busyNs, quint64 waitNs)
{
    const quint64 begin = std::exchange(m_nowNs, m_nowNs + busyNs + waitNs);
    record({ trace::RecordKind::Phase, quint8(phase), 0, callbacks, begin, m_nowNs, waitNs });
}

void FakeRuntime::setState(core::RunState state)
{
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace looptide::tests
