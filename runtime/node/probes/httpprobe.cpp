// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/httpprobe.h"

#include "runtime/node/probes/v8fieldwriter.h"
#include "runtime/node/probes/v8values.h"
#include "runtime/trace/httpmessages.h"

#include <node.h>
#include <uv.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace looptide::host {

using trace::MessageKind;
using v8::Context;
using v8::Isolate;
using v8::Local;
using v8::Value;

namespace {

// Positions of the arguments that http.js passes to the native functions. Most take the index of
// the connection first.
namespace Connected {
enum { RemoteAddress, LocalPort, IsMeasured };
}
namespace Began {
enum { Connection, RawHeaders, Method, Url, Major, Minor, IsRaw };
}
namespace Refused {
enum { Connection, AgeMs };
}
namespace Ended {
enum { Connection, IsFinished, IsFlushed, Status, StatusMessage, Head, Route };
}
namespace Listening {
enum { Id, Active, Host, Port, Http, Secure };
}

constexpr double nsPerMs = 1e6;
constexpr qint64 unknownSize = -1;

trace::Outcome outcomeOf(bool isFinished)
{
    return isFinished ? trace::Outcome::Finished : trace::Outcome::Aborted;
}

ResponseReader::Kind kindOf(std::string_view method, bool isRaw)
{
    using Kind = ResponseReader::Kind;
    if (isRaw)
        return method == "CONNECT" ? Kind::Connect : Kind::Upgrade;
    return method == "HEAD" ? Kind::Head : Kind::Ordinary;
}

} // namespace

HttpProbe::HttpProbe(trace::TraceChannel &channel) : m_channel(channel)
{
    constexpr std::size_t ordinaryMessage = 4096;
    m_text.reserve(ordinaryMessage);
}

HttpProbe::~HttpProbe() = default;

v8::Local<v8::Object> HttpProbe::functions(Local<Context> context)
{
    Isolate *isolate = Isolate::GetCurrent();
    const auto object = v8::Object::New(isolate);
    const auto add = [&](const char *name, v8::FunctionCallback callback) {
        const auto key = v8::String::NewFromUtf8(isolate, name).ToLocalChecked();
        const auto function =
            v8::Function::New(context, callback, v8::External::New(isolate, this)).ToLocalChecked();
        object->Set(context, key, function).Check();
    };
    add("affected", affected);
    add("began", began);
    add("briefBegan", briefBegan);
    add("briefEnded", briefEnded);
    add("connected", connected);
    add("countingBody", countingBody);
    add("disconnected", disconnected);
    add("ended", ended);
    add("listening", listening);
    add("named", named);
    add("observed", observed);
    add("refused", refused);
    add("setHooks", setHooks);
    add("writing", writing);
    const auto key = v8::String::NewFromUtf8Literal(isolate, "counters");
    object->Set(context, key, counterArray()).Check();
    return object;
}

Local<Value> HttpProbe::counterArray()
{
    Isolate *isolate = Isolate::GetCurrent();
    m_counters = v8::ArrayBuffer::NewBackingStore(isolate, Counter::Size * sizeof(quint32));
    counter(Counter::Allowance) = recordedAtOnce;
    return v8::Uint32Array::New(v8::ArrayBuffer::New(isolate, m_counters), 0, Counter::Size);
}

void HttpProbe::publishCounts()
{
    if (!m_counters)
        return;
    if (!m_streaming.empty())
        sendStreams();
    m_counts.answered += std::exchange(counter(Counter::Answered), 0);
    m_channel.setRequestCounts(m_counts);
}

void HttpProbe::programExits(Local<Context> context)
{
    if (m_atExit.IsEmpty())
        return;
    Isolate *isolate = Isolate::GetCurrent();
    const v8::TryCatch ignored(isolate);
    std::ignore = m_atExit.Get(isolate)->Call(context, v8::Undefined(isolate), 0, nullptr);
    publishCounts();
}

void HttpProbe::setRecording(Local<Context> context, bool on)
{
    if (m_setRecording.IsEmpty())
        return;
    Isolate *isolate = Isolate::GetCurrent();
    const v8::TryCatch ignored(isolate);
    Local<Value> argument = v8::Boolean::New(isolate, on);
    std::ignore = m_setRecording.Get(isolate)->Call(context, v8::Undefined(isolate), 1, &argument);
    publishCounts();
}

void HttpProbe::end()
{
    m_atExit.Reset();
    m_setRecording.Reset();
}

void HttpProbe::setHooks(const Info &info)
{
    HttpProbe *self = of(info);
    self->m_atExit.Reset(info.GetIsolate(), info[0].As<v8::Function>());
    self->m_setRecording.Reset(info.GetIsolate(), info[1].As<v8::Function>());
}

HttpProbe *HttpProbe::of(const Info &info)
{
    return static_cast<HttpProbe *>(info.Data().As<v8::External>()->Value());
}

HttpProbe::Connection *HttpProbe::connectionAt(Local<Value> index)
{
    const quint32 i = index->IsUint32() ? index.As<v8::Uint32>()->Value() : UINT32_MAX;
    return i < m_connections.size() ? &m_connections[i] : nullptr;
}

void HttpProbe::connected(const Info &info)
{
    HttpProbe *self = of(info);
    V8FieldWriter fields(info.GetIsolate(), self->m_text);
    trace::writePeer(fields, info[Connected::RemoteAddress], toInt(info[Connected::LocalPort]));
    if (self->m_freeConnections.empty()) {
        self->m_freeConnections.push_back(static_cast<quint32>(self->m_connections.size()));
        self->m_connections.emplace_back();
    }
    const quint32 index = self->m_freeConnections.back();
    self->m_freeConnections.pop_back();
    Connection &connection = self->m_connections[index];
    connection.address = self->m_text;
    connection.isMeasured = info[Connected::IsMeasured]->IsTrue();
    info.GetReturnValue().Set(index);
}

void HttpProbe::disconnected(const Info &info)
{
    HttpProbe *self = of(info);
    Connection *connection = self->connectionAt(info[0]);
    if (!connection)
        return;
    while (!connection->open.empty())
        self->finish(*connection);
    self->m_freeConnections.push_back(toUint(info[0]));
}

void HttpProbe::start(Connection &connection, Exchange exchange)
{
    ++m_counts.received;
    m_channel.setRequestCounts(m_counts); // a signal may end the process within this callback
    if (!m_everyRequest && counter(Counter::Allowance) > 0)
        --counter(Counter::Allowance);
    m_channel.records.push(trace::HttpStart { exchange.startNs, exchange.id }.toRecord());
    if (connection.open.empty())
        connection.reader.begin(exchange.kind, m_bodyLimit, m_isTraced ? longestChunk : 0);
    connection.open.push_back(std::move(exchange));
}

void HttpProbe::setDetail(const trace::RequestDetail &detail)
{
    m_everyRequest = detail.isComplete;
    m_bodyLimit = detail.bodyLimit;
    m_isTraced = detail.isTraced;
    if (m_counters && m_everyRequest)
        counter(Counter::Allowance) = recordedAtOnce;
}

// Returns to JavaScript whether the request has a body, which http.js must then count.
void HttpProbe::began(const Info &info)
{
    HttpProbe *self = of(info);
    Connection *connection = self->connectionAt(info[0]);
    if (!connection)
        return;
    Exchange exchange;
    exchange.id = ++self->m_lastExchange;
    exchange.startNs = uv_hrtime();
    exchange.isRaw = info[Began::IsRaw]->IsTrue();
    exchange.kind = kindOf(toText(info.GetIsolate(), info[Began::Method]), exchange.isRaw);
    self->counter(Counter::Exchange) = static_cast<quint32>(exchange.id);
    exchange.isReceiving = self->writeRequest(*connection, exchange, info);
    info.GetReturnValue().Set(exchange.isReceiving);
    self->start(*connection, std::move(exchange));
}

// A request whose head was refused, so that it will never be complete. Its message is written when
// its connection ends (named()).
void HttpProbe::refused(const Info &info)
{
    HttpProbe *self = of(info);
    Connection *connection = self->connectionAt(info[0]);
    if (!connection)
        return;
    const double age = info[Refused::AgeMs]->IsNumber()
        ? std::clamp(info[Refused::AgeMs].As<v8::Number>()->Value(), 0., 1e9)
        : 0;
    Exchange exchange;
    exchange.id = ++self->m_lastExchange;
    exchange.startNs = uv_hrtime() - static_cast<quint64>(age * nsPerMs);
    exchange.isRaw = true;
    exchange.isNamed = false;
    self->start(*connection, std::move(exchange));
}

// Writes what is known of a refused request.
void HttpProbe::named(const Info &info)
{
    HttpProbe *self = of(info);
    Connection *connection = self->connectionAt(info[0]);
    if (!connection)
        return;
    for (Exchange &exchange : connection->open) {
        if (!exchange.isNamed)
            self->writeRequest(*connection, exchange, info);
        exchange.isNamed = true;
    }
}

bool HttpProbe::writeRequest(const Connection &connection, Exchange &exchange, const Info &info)
{
    Isolate *isolate = info.GetIsolate();
    V8FieldWriter fields(isolate, m_text);
    const std::array version { static_cast<char>('0' + toUint(info[Began::Major]) % 10), '.',
                               static_cast<char>('0' + toUint(info[Began::Minor]) % 10) };
    const bool hasVersion = info[Began::Major]->IsUint32();
    trace::writeRequestLine(fields, info[Began::Method], info[Began::Url],
                            std::string_view(version.data(), hasVersion ? version.size() : 0));
    fields.addRaw(connection.address);
    struct Walk
    {
        V8FieldWriter &fields;
        std::string_view name;
        bool hasBody = false;
    } walk { fields, {} };
    const auto visit = [](uint32_t index, Local<Value> element, void *data) {
        auto *walk = static_cast<Walk *>(data);
        if (index % 2 == 0 && walk->fields.isFull())
            return v8::Array::CallbackResult::kBreak;
        const std::string_view field = walk->fields.add(element);
        if (index % 2 == 0)
            walk->name = field;
        else if (equalsIgnoringCase(walk->name, "content-length"))
            walk->hasBody = walk->hasBody || toNumber(field) > 0;
        else if (equalsIgnoringCase(walk->name, "transfer-encoding"))
            walk->hasBody = true;
        return v8::Array::CallbackResult::kContinue;
    };
    if (info[Began::RawHeaders]->IsArray()) {
        [[maybe_unused]] const auto done = info[Began::RawHeaders].As<v8::Array>()->Iterate(
            isolate->GetCurrentContext(), visit, &walk);
    }
    send(MessageKind::HttpRequest, exchange.id, exchange.startNs);
    return walk.hasBody && !exchange.isRaw;
}

void HttpProbe::ended(const Info &info)
{
    HttpProbe *self = of(info);
    Connection *connection = self->connectionAt(info[0]);
    if (!connection || connection->open.empty())
        return;
    Exchange &exchange = connection->open.front();
    V8FieldWriter fields(info.GetIsolate(), self->m_text);
    self->writeResponse(*connection, info, fields);
    exchange.endNs = uv_hrtime();
    exchange.end = self->m_text;
    if (info[Ended::Route]->IsString())
        exchange.route = toText(info.GetIsolate(), info[Ended::Route]);
    // When the response is complete before the request's body, the exchange ends with that body, or
    // with the connection.
    if (!(exchange.isReceiving && info[Ended::IsFinished]->IsTrue() && connection->isMeasured))
        self->finish(*connection);
}

void HttpProbe::writeResponse(const Connection &connection, const Info &info, V8FieldWriter &fields)
{
    Isolate *isolate = info.GetIsolate();
    const ResponseReader &reader = connection.reader;
    const bool isFlushed = info[Ended::IsFlushed]->IsTrue();
    const bool isFinished = info[Ended::IsFinished]->IsTrue()
        || (connection.isMeasured && isFlushed && reader.isComplete(true));
    const int status = static_cast<int>(toUint(info[Ended::Status]));
    const bool isOfProgram =
        !connection.open.front().isRaw && (!connection.isMeasured || reader.status() == status);
    if (!isOfProgram) { // Node wrote it, or the program without a ServerResponse
        m_counts.answered += isFinished ? 1 : 0;
        writeReadResponse(connection, isFinished, fields);
        return;
    }
    const bool wasSent = info[Ended::Head]->IsString() && (connection.isMeasured || isFinished);
    const std::string head = wasSent ? toText(isolate, info[Ended::Head]) : std::string();
    const std::string_view length = headerValue(head, "content-length");
    const qint64 bodyBytes = connection.isMeasured ? reader.bodyBytes()
        : !length.empty()                          ? toNumber(length)
        : wasSent                                  ? unknownSize
                                                   : 0;
    trace::writeResponseLine(fields, outcomeOf(isFinished), wasSent ? status : 0,
                             info[Ended::StatusMessage], bodyBytes);
    fields.addHead(head);
}

void HttpProbe::writeReadResponse(const Connection &connection, bool isFinished,
                                  trace::FieldWriter &fields)
{
    const ResponseReader &reader = connection.reader;
    if (!connection.isMeasured || !reader.hasHead()) {
        trace::writeResponseLine(fields, outcomeOf(isFinished), 0, std::string_view(), 0);
        return;
    }
    trace::writeResponseLine(fields, outcomeOf(isFinished), reader.status(),
                             latin1ToUtf8(reader.statusMessage()), reader.bodyBytes());
    fields.addHead(latin1ToUtf8(reader.head()));
}

// Ends the first open exchange of the connection.
void HttpProbe::finish(Connection &connection)
{
    const Exchange exchange = std::move(connection.open.front());
    connection.open.erase(connection.open.begin());
    sendBody(MessageKind::HttpRequestBody, exchange, exchange.body);
    sendBody(MessageKind::HttpResponseBody, exchange, connection.reader.body());
    if (!connection.open.empty())
        connection.reader.begin(connection.open.front().kind, m_bodyLimit,
                                m_isTraced ? longestChunk : 0);
    const quint64 now = exchange.endNs != 0 ? exchange.endNs : uv_hrtime();
    const std::string_view status =
        std::string_view(exchange.end)
            .substr(std::min<std::size_t>(exchange.end.size(), 2)); // after "F" or "A"
    const trace::HttpEnd end { now, exchange.id, static_cast<quint32>(toNumber(status)) };
    m_channel.records.push(end.toRecord());
    trace::FieldWriter fields(m_text);
    trace::writeReceived(fields, exchange.bodyBytes, exchange.firstByteNs, exchange.route,
                         exchange.effects);
    fields.addRaw(exchange.end);
    send(MessageKind::HttpResponse, exchange.id, now);
}

// affected(connection, isBrief, effects): of its newest request.
void HttpProbe::affected(const Info &info)
{
    Connection *connection = of(info)->connectionAt(info[0]);
    const auto effects = static_cast<quint8>(toUint(info[2]));
    if (!connection)
        return;
    if (info[1]->IsTrue() && !connection->brief.empty())
        connection->brief.back().effects |= effects;
    else if (!info[1]->IsTrue() && !connection->open.empty())
        connection->open.back().effects |= effects;
}

void HttpProbe::listening(const Info &info)
{
    HttpProbe *self = of(info);
    V8FieldWriter fields(info.GetIsolate(), self->m_text);
    trace::writeListening(fields, info[Listening::Active]->IsTrue(), info[Listening::Host],
                          toInt(info[Listening::Port]), info[Listening::Http]->IsTrue(),
                          info[Listening::Secure]->IsTrue());
    self->send(MessageKind::Listening, static_cast<quint64>(toInt(info[Listening::Id])),
               uv_hrtime());
}

void HttpProbe::send(MessageKind kind, quint64 id, quint64 timeNs)
{
    const std::array parts { QByteArrayView(m_text.data(), static_cast<qsizetype>(m_text.size())) };
    m_channel.messages.push(kind, id, timeNs, parts);
}

} // namespace looptide::host
