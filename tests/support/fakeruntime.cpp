// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeruntime.h"

#include "runtime/trace/httpmessages.h"

#include <string>
#include <utility>

namespace looptide::tests {

namespace {

// Writes a payload as HttpProbe does, and sends it.
class Message
{
    std::string m_text; // before its writer

public:
    trace::FieldWriter fields { m_text };

    void addHeaders(const trace::HttpHeaders &headers)
    {
        for (const auto &[name, value] : headers) {
            fields.add(name.toStdString());
            fields.add(value.toStdString());
        }
    }
    void pushTo(trace::TraceChannel &channel, trace::MessageKind kind, quint64 id,
                quint64 timeNs) const
    {
        const QByteArrayView part(m_text);
        channel.messages.push(kind, id, timeNs, { &part, 1 });
    }
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
    Message message;
    trace::writeListening(message.fields, address.listening, address.host.toStdString(),
                          address.port, address.http, address.secure);
    message.pushTo(*m_channel, trace::MessageKind::Listening, 1, m_nowNs);
}

void FakeRuntime::exchange(const trace::HttpExchange &e)
{
    const quint64 begin = e.startNs != 0 ? e.startNs : m_nowNs;
    Message request;
    trace::writeRequestLine(request.fields, e.method.toStdString(), e.url.toStdString(),
                            e.httpVersion.toStdString());
    trace::writePeer(request.fields, e.remoteAddress.toStdString(), e.localPort);
    request.addHeaders(e.requestHeaders);
    request.pushTo(*m_channel, trace::MessageKind::HttpRequest, e.id, begin);
    if (e.state == trace::HttpExchange::State::Open)
        return;
    Message response;
    trace::writeReceived(response.fields, e.requestBytes, e.firstByteNs, e.route.toStdString());
    trace::writeResponseLine(response.fields,
                             e.state == trace::HttpExchange::State::Finished
                                 ? trace::Outcome::Finished
                                 : trace::Outcome::Aborted,
                             e.status, e.statusMessage.toStdString(), e.responseBytes);
    response.addHeaders(e.responseHeaders);
    response.pushTo(*m_channel, trace::MessageKind::HttpResponse, e.id, begin + e.durationNs);
}

void FakeRuntime::visit(trace::LoopPhase phase, quint32 callbacks, quint64 busyNs, quint64 waitNs)
{
    const quint64 begin = std::exchange(m_nowNs, m_nowNs + busyNs + waitNs);
    record(trace::PhaseVisit { phase, begin, m_nowNs, callbacks, waitNs }.toRecord());
}

void FakeRuntime::setState(core::RunState state)
{
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace looptide::tests
