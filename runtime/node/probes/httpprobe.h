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

// Writes the HTTP exchanges and listening addresses that resources/preload/http.js observes. Each
// end of an exchange gives a fixed-size record (records.h) and a text message (httpmessages.h).
// Sizes come from the bytes: the probe counts request bodies as the parser delivers them, and reads
// responses while they are written to the connection.
//
// Owned by Instance (nodeinstance.cpp), which frees it after the environment. Thread: loop. A
// request that is recorded in full costs two calls from JavaScript and one more for each write of
// its response. Text is copied from V8's strings into a buffer that is reused, and from there into
// the ring. Under load the probe records a sample in full. Each of the others gives one message
// when it ends (MessageKind::HttpBrief) and no record.
class HttpProbe
{
    Q_DISABLE_COPY_MOVE(HttpProbe)
public:
    explicit HttpProbe(trace::TraceChannel &channel);

    // Records every request, whatever that costs. Call it before the program begins.
    void recordEveryRequest() { m_everyRequest = true; }
    // Records the headers and bodies of every request, or of a sample under load.
    void setDetail(const trace::RequestDetail &detail);
    ~HttpProbe();

    // The object that the preload script gets as `native.http`. http.js documents the arguments of
    // its functions.
    v8::Local<v8::Object> functions(v8::Local<v8::Context> context);

    // Call it after each wait of the loop, before the first callback, and when the program has
    // ended. loopIdleNs: the total time that the loop has waited since it began.
    void updateAllowance(quint64 now, quint64 loopIdleNs);
    // Call it before the loop waits, so that the number of requests is exact while nothing happens,
    // and what streams is seen.
    void publishCounts();

    // Installs or removes what http.js observes the program with. Call it within a context, when no
    // JavaScript runs.
    void setRecording(v8::Local<v8::Context> context, bool on);

    // Call it, within a context, when process.exit() or an error ends the program. Responses that
    // were handed to the system completely are finished, the others are aborted. Runs Looptide's
    // own JavaScript only.
    void programExits(v8::Local<v8::Context> context);
    // Call it when the program has ended. Releases the V8 handles.
    void end();

private:
    // Indexes of the numbers that are shared with http.js, which documents them.
    struct Counter
    {
        enum { Allowance, Answered, Writer, Exchange, Size };
    };
    static constexpr std::size_t longestChunk = 4096; // of what is reported as a message

    struct Exchange
    {
        quint64 id = 0;
        quint64 startNs = 0;
        ResponseReader::Kind kind = ResponseReader::Kind::Ordinary;
        bool isRaw = false; // no ServerResponse writes to the connection
        bool isNamed = true; // the message about its request was written
        bool isReceiving = false; // the request's body is not complete
        qint64 bodyBytes = 0; // of the request
        std::string body; // of the request, up to the limit
        std::string route;
        quint8 effects = 0; // of rules
        quint64 firstByteNs = 0;
        std::string end; // of the response message, while isReceiving
        std::size_t sentBody = 0; // of the response, while it streams
        quint32 chunks = 0; // of it that were reported
        qint64 chunkBytes = 0; // in them
        quint64 sentNs = 0; // when the last message about a response that streams was written
        quint64 endNs = 0;
    };
    struct Brief
    {
        quint64 id;
        quint64 startNs;
        quint8 effects = 0;
    };
    struct Connection
    {
        std::string address; // remote address and local port, as two message fields
        bool isMeasured = false; // the reader receives what is written
        bool isStreaming = false; // it is in m_streaming
        std::vector<Exchange>
            open; // in the order of their requests, which is that of the responses
        std::vector<Brief> brief; // the same, of requests that are recorded briefly
        ResponseReader reader; // reads the response to open.front()
    };
    using Info = v8::FunctionCallbackInfo<v8::Value>;

    // Requests that are recorded in full before the others are sampled.
    static constexpr quint32 recordedAtOnce = 4000;

    static HttpProbe *of(const Info &info);
    static void connected(const Info &info);
    static void disconnected(const Info &info);
    static void affected(const Info &info);
    static void began(const Info &info);
    static void briefBegan(const Info &info);
    static void briefEnded(const Info &info);
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
    static void setHooks(const Info &info);

    Connection *connectionAt(v8::Local<v8::Value> index);
    void start(Connection &connection, Exchange exchange);
    bool writeRequest(const Connection &connection, Exchange &exchange, const Info &info);
    void writeResponse(const Connection &connection, const Info &info, V8FieldWriter &fields);
    void writeReadResponse(const Connection &connection, bool isFinished,
                           trace::FieldWriter &fields);
    void finish(Connection &connection);
    void noteStream(quint32 index);
    void noteChunk(Connection &connection);
    void sendStreams();
    void sendStream(Connection &connection, quint64 now);
    void sendBody(trace::MessageKind kind, const Exchange &exchange, std::string_view body);
    bool readWritten(Connection &connection, const Info &info, int encoding);
    void receive(Exchange &exchange, v8::Local<v8::ArrayBufferView> piece) const;
    void readPiece(ResponseReader &reader, v8::Local<v8::Value> data, int encoding);
    v8::Local<v8::Value> counterArray();
    quint32 &counter(std::size_t index)
    {
        return static_cast<quint32 *>(m_counters->Data())[index];
    }
    void send(trace::MessageKind kind, quint64 id, quint64 timeNs);

    trace::TraceChannel &m_channel;
    std::vector<Connection> m_connections; // by the index that http.js holds
    std::vector<quint32> m_freeConnections;
    std::vector<quint32> m_streaming; // connections on which a part of a response was written
    std::string m_text; // the message being written
    std::string m_bytes; // being read
    quint64 m_lastExchange = 0;
    trace::RequestCounts m_counts;
    bool m_everyRequest = false;
    bool m_isTraced = false;
    quint64 m_lastChunk = 0;
    std::size_t m_bodyLimit = 0;
    quint64 m_allowanceNs = 0;
    quint64 m_loopIdleNs = 0;
    quint64 m_creditNs = 0; // time that does not yet pay for a request
    std::shared_ptr<v8::BackingStore> m_counters;
    // Functions of http.js.
    v8::Global<v8::Function> m_atExit;
    v8::Global<v8::Function> m_setRecording;
};

} // namespace looptide::host
