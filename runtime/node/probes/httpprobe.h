// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/probes/responsereader.h"
#include "runtime/trace/tracechannel.h"

#include <v8.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace looptide::trace {
class FieldWriter;
}

namespace looptide::host {

class V8FieldWriter;

// Writes the HTTP exchanges and listening addresses that resources/preload/http.js sees: a fixed
// record and one text message (messagering.h) at either end of an exchange. What is sent and
// received comes from the bytes: bodies of requests are counted as the parser hands them on,
// responses are read as they are written to the connection.
//
// Owned by NodeInstance, which frees it after the environment. Thread: loop. A request that is
// recorded costs two calls from JavaScript and one more for each write of its response; text is
// copied straight from V8's strings into a buffer that is kept, and from there into the ring. Under
// load some are recorded and JavaScript counts the others.
class HttpProbe
{
    Q_DISABLE_COPY_MOVE(HttpProbe)
public:
    HttpProbe(trace::TraceChannel &channel, bool everyRequest);
    ~HttpProbe();

    // The object that the preload script gets as `native.http`; see there for what it is called
    // with.
    v8::Local<v8::Object> functions(v8::Local<v8::Context> context);

    // When the loop has waited, before the first callback, and at the end. loopIdleNs: for how long
    // it has ever waited.
    void updateAllowance(quint64 now, quint64 loopIdleNs);
    // Before the loop waits: the number of requests is exact while nothing happens.
    void publishCounts();

    // process.exit() or an error ends the program: responses that were handed to the system in full
    // are finished, the others are aborted. In a context; runs JavaScript, of ours only.
    void programExits(v8::Local<v8::Context> context);
    // The program has ended. Lets go of V8.
    void end();

private:
    // The places of the numbers that are shared with http.js; see there.
    struct Counter
    {
        enum { Allowance, Counted, Rests, Answered, Writer, Size };
    };
    struct Exchange
    {
        quint64 id = 0;
        quint64 startNs = 0;
        ResponseReader::Kind kind = ResponseReader::Kind::Ordinary;
        bool isRaw = false; // no ServerResponse writes to the connection
        bool isNamed = true; // its request was written
        bool isReceiving = false; // its body is not complete
        qint64 bodyBytes = 0; // of the request
        std::string end; // of the message about its response, while it is receiving
        quint64 endNs = 0;
    };
    struct Connection
    {
        std::string address; // remote address and local port, as two message fields
        bool isMeasured = false; // reader sees what is written
        std::vector<Exchange>
            open; // in the order of their requests, which is that of the responses
        ResponseReader reader; // of the response to the first of them
    };
    using Info = v8::FunctionCallbackInfo<v8::Value>;

    static HttpProbe *of(const Info &info);
    static void connected(const Info &info);
    static void disconnected(const Info &info);
    static void began(const Info &info);
    static void refused(const Info &info);
    static void named(const Info &info);
    static void ended(const Info &info);
    static void writing(const Info &info);
    static void written(const Info &info);
    static void countingBody(const Info &info);
    static void bodyReceived(const Info &info);
    static void observed(const Info &info);
    static void observe(const Info &info);
    static void listening(const Info &info);
    static void atExit(const Info &info);

    Connection *connectionAt(v8::Local<v8::Value> index);
    void start(Connection &connection, Exchange exchange);
    bool writeRequest(const Connection &connection, Exchange &exchange, const Info &info);
    void writeResponse(const Connection &connection, const Info &info, V8FieldWriter &fields);
    void writeReadResponse(const Connection &connection, bool isFinished,
                           trace::FieldWriter &fields);
    void finish(Connection &connection);
    void sendResponse(const Exchange &exchange, std::string_view fields, quint64 timeNs);
    bool readWritten(Connection &connection, const Info &info, int encoding);
    void readPiece(ResponseReader &reader, v8::Local<v8::Value> data, int encoding);
    v8::Local<v8::Value> counterArray();
    quint32 &counter(std::size_t index)
    {
        return static_cast<quint32 *>(m_counters->Data())[index];
    }
    void send(trace::MessageKind kind, quint64 id, quint64 timeNs);

    trace::TraceChannel &m_channel;
    std::vector<Connection> m_connections; // index: what JavaScript holds
    std::vector<quint32> m_freeConnections;
    std::string m_text; // the message being written
    std::string m_bytes; // being read
    quint64 m_lastExchange = 0;
    trace::RequestCounts m_counts;
    bool m_everyRequest;
    quint64 m_allowanceNs = 0;
    quint64 m_loopIdleNs = 0;
    quint64 m_creditNs = 0; // less than a request's worth
    std::shared_ptr<v8::BackingStore> m_counters;
    v8::Global<v8::Function> m_atExit;
};

} // namespace looptide::host
