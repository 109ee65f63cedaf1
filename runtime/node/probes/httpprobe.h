// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/trace.h"

#include <v8.h>

#include <memory>
#include <string>
#include <vector>

namespace looptide::host {

// Writes the HTTP exchanges and listening addresses that resources/preload/preload.js sees through
// Node's diagnostics channels: a fixed record and one text message at either end of an exchange.
//
// Owned by NodeInstance, which frees it after the environment. Thread: loop. A request that is told
// costs two calls from JavaScript; text is copied straight from V8's strings into a buffer that is
// kept, and from there into the ring. Under load some are told and JavaScript counts the others.
class HttpProbe
{
    Q_DISABLE_COPY_MOVE(HttpProbe)
public:
    HttpProbe(core::TraceChannel &channel, bool everyRequest);
    ~HttpProbe();

    // The object that the preload script gets as `native.http`; see there for what it is called
    // with.
    v8::Local<v8::Object> functions(v8::Local<v8::Context> context);

    // When the loop has waited, before the first callback, and at the end. loopIdleNs: for how long
    // it has ever waited.
    void settle(quint64 now, quint64 loopIdleNs);

private:
    struct Exchange
    {
        quint64 id = 0;
        qint64 bodyBytes = 0; // of the request: its Content-Length, or counted as chunks come
    };
    struct Connection
    {
        std::string address; // remote address and local port, as two message fields
        std::vector<Exchange> open; // in the order of their requests, which is that of the answers
    };
    class Fields;
    using Info = v8::FunctionCallbackInfo<v8::Value>;

    static HttpProbe *of(const Info &info);
    static void connected(const Info &info);
    static void disconnected(const Info &info);
    static void began(const Info &info);
    static void ended(const Info &info);
    static void countingBody(const Info &info);
    static void bodyReceived(const Info &info);
    static void listening(const Info &info);

    Connection *connectionOf(const Info &info);
    bool writeHeaders(Fields &fields, v8::Local<v8::Value> rawHeaders, Exchange &exchange);
    v8::Local<v8::Value> tallyArray();
    // Shared with JavaScript.
    quint32 &allowance() { return static_cast<quint32 *>(m_tally->Data())[0]; }
    quint32 &counted() { return static_cast<quint32 *>(m_tally->Data())[1]; }
    quint32 &rests() { return static_cast<quint32 *>(m_tally->Data())[2]; }
    void send(core::MessageKind kind, quint64 id, quint64 timeNs);

    core::TraceChannel &m_channel;
    std::vector<Connection> m_connections; // index: what JavaScript holds
    std::vector<quint32> m_freeConnections;
    std::string m_text; // the message being written
    std::string m_head; // of the answer being written
    quint64 m_lastExchange = 0;
    bool m_everyRequest;
    quint64 m_settledNs = 0;
    quint64 m_loopIdleNs = 0;
    quint64 m_creditNs = 0; // less than a request's worth
    std::shared_ptr<v8::BackingStore> m_tally;
};

} // namespace looptide::host
