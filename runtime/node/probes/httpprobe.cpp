// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/httpprobe.h"

#include "runtime/node/probes/messagewriter.h"

#include <node.h>
#include <uv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace looptide::host {

using trace::MessageKind;
using trace::RecordKind;
using v8::Context;
using v8::Isolate;
using v8::Local;
using v8::Value;

namespace {

// Arguments of the native functions, as http.js passes them. The first is the connection, where
// there is one.
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
enum { Connection, IsFinished, IsFlushed, Status, StatusMessage, Head };
}
namespace Writing {
enum { Name, Write, OnRawEnded };
}
namespace CountingBody {
enum { Connection, IsEnd, Callback };
}
namespace Observed {
enum { Function, Observer };
}
namespace Listening {
enum { Id, Active, Host, Port, Http, Secure };
}
namespace Tally {
enum { Allowance, Counted, Rests, Answered, Writer, Size };
}

// A page with all its parts, or a test of a few thousand requests, is recorded in full. After that
// 25 requests a second are, as many as anybody reads, and one more for each millisecond of idle
// time past a quarter of all: a loop that waits less is at its limit, and often only for its
// clients. Code that runs so rarely is not in the processor's caches: each of them costs the
// program 45 us, five times as much as where all are recorded. So a few are recorded together.
constexpr quint32 recordedAtOnce = 4000;
constexpr quint64 nsPerRequest = 1'000'000;
constexpr quint64 nsPerCreditNs = 40;
constexpr quint64 nsPerIdleNs = 4;
constexpr quint64 recordedTogether = 5;

constexpr double nsPerMs = 1e6;
constexpr int writesMany = -1; // besides node::encoding
constexpr qint64 unknownSize = -1;

bool equalsIgnoringCase(std::string_view text, std::string_view lowerCase)
{
    return std::ranges::equal(text, lowerCase, [](char a, char b) { return (a | 0x20) == b; });
}

qint64 toNumber(std::string_view digits)
{
    qint64 number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

quint32 toUint(Local<Value> value)
{
    return value->IsUint32() ? value.As<v8::Uint32>()->Value() : 0;
}

qint64 toInt(Local<Value> value)
{
    // NaN: a socket of somebody's own making knows none of these numbers.
    const double number = value->IsNumber() ? value.As<v8::Number>()->Value() : 0;
    return std::isfinite(number) ? static_cast<qint64>(number) : 0;
}

std::string toText(Isolate *isolate, Local<Value> value)
{
    std::string text;
    if (value->IsString())
        appendUtf8(isolate, value.As<v8::String>(), text);
    return text;
}

// How the function of a handle takes what it writes.
int encodingOf(std::string_view function)
{
    if (function == "writeUtf8String")
        return node::UTF8;
    if (function == "writeLatin1String")
        return node::LATIN1;
    if (function == "writeAsciiString")
        return node::ASCII;
    if (function == "writeUcs2String")
        return node::UCS2;
    return function == "writeBuffer" ? node::BUFFER : writesMany;
}

ResponseReader::Kind kindOf(std::string_view method, bool isRaw)
{
    using Kind = ResponseReader::Kind;
    if (isRaw)
        return method == "CONNECT" ? Kind::Connect : Kind::Upgrade;
    return method == "HEAD" ? Kind::Head : Kind::Ordinary;
}

// Elements of an array that a native function keeps as its data; [0] is the probe.
class Kept
{
public:
    explicit Kept(const v8::FunctionCallbackInfo<Value> &info)
        : m_context(info.GetIsolate()->GetCurrentContext()), m_parts(info.Data().As<v8::Array>())
    {
    }

    template <typename... Parts>
    static Local<Value> make(Isolate *isolate, Local<Value> probe, Parts... parts)
    {
        std::array<Local<Value>, sizeof...(Parts) + 1> all { probe, parts... };
        return v8::Array::New(isolate, all.data(), all.size());
    }

    Local<Value> operator[](uint32_t index) const
    {
        return m_parts->Get(m_context, index).ToLocalChecked();
    }
    HttpProbe *probe() const
    {
        return static_cast<HttpProbe *>((*this)[0].As<v8::External>()->Value());
    }
    Local<Context> context() const { return m_context; }

private:
    Local<Context> m_context;
    Local<v8::Array> m_parts;
};

// Calls a function as the native one was called. Empty when it throws.
v8::MaybeLocal<Value> callAs(const v8::FunctionCallbackInfo<Value> &info, Local<Value> function)
{
    std::array<Local<Value>, 8> arguments;
    const int count = std::min(info.Length(), static_cast<int>(arguments.size()));
    for (int i = 0; i < count; ++i)
        arguments[static_cast<std::size_t>(i)] = info[i];
    return function.As<v8::Function>()->Call(info.GetIsolate()->GetCurrentContext(), info.This(),
                                             count, arguments.data());
}

void returnFunction(const v8::FunctionCallbackInfo<Value> &info, v8::FunctionCallback callback,
                    Local<Value> data, Local<Value> named)
{
    Local<v8::Function> function;
    if (!v8::Function::New(info.GetIsolate()->GetCurrentContext(), callback, data)
             .ToLocal(&function))
        return;
    if (named->IsFunction())
        function->SetName(named.As<v8::Function>()->GetName().As<v8::String>());
    info.GetReturnValue().Set(function);
}

} // namespace

HttpProbe::HttpProbe(trace::TraceChannel &channel, bool everyRequest)
    : m_channel(channel), m_everyRequest(everyRequest)
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
    add("atExit", atExit);
    add("began", began);
    add("connected", connected);
    add("countingBody", countingBody);
    add("disconnected", disconnected);
    add("ended", ended);
    add("listening", listening);
    add("named", named);
    add("observed", observed);
    add("refused", refused);
    add("writing", writing);
    const auto key = v8::String::NewFromUtf8Literal(isolate, "tally");
    object->Set(context, key, tallyArray()).Check();
    return object;
}

Local<Value> HttpProbe::tallyArray()
{
    Isolate *isolate = Isolate::GetCurrent();
    m_tally = v8::ArrayBuffer::NewBackingStore(isolate, Tally::Size * sizeof(quint32));
    tally(Tally::Allowance) = recordedAtOnce;
    return v8::Uint32Array::New(v8::ArrayBuffer::New(isolate, m_tally), 0, Tally::Size);
}

void HttpProbe::settle(quint64 now, quint64 loopIdleNs)
{
    if (!m_tally)
        return; // the environment has not run its preload script
    publishCounts();
    const quint64 elapsed = now - std::exchange(m_settledNs, now);
    const quint64 idleNs = loopIdleNs - std::exchange(m_loopIdleNs, loopIdleNs);
    m_creditNs += elapsed / nsPerCreditNs + idleNs - std::min(idleNs, elapsed / nsPerIdleNs);
    if (m_creditNs < recordedTogether * nsPerRequest)
        return;
    const quint64 allowed = tally(Tally::Allowance) + m_creditNs / nsPerRequest;
    tally(Tally::Allowance) = static_cast<quint32>(std::min<quint64>(allowed, recordedAtOnce));
    m_creditNs %= nsPerRequest;
}

void HttpProbe::publishCounts()
{
    if (!m_tally)
        return;
    m_counts.received += std::exchange(tally(Tally::Counted), 0);
    m_counts.answered += std::exchange(tally(Tally::Answered), 0);
    // A program that asks the channels itself whether they have subscribers is counted too.
    m_channel.setRequestCounts(
        { m_counts.received, std::min(m_counts.answered, m_counts.received) });
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

void HttpProbe::end()
{
    m_atExit.Reset();
}

void HttpProbe::atExit(const Info &info)
{
    if (info[0]->IsFunction())
        of(info)->m_atExit.Reset(info.GetIsolate(), info[0].As<v8::Function>());
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
    MessageWriter fields(self->m_text);
    fields.add(info.GetIsolate(), info[Connected::RemoteAddress]);
    fields.addNumber(toInt(info[Connected::LocalPort]));
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
    if (!m_everyRequest && tally(Tally::Allowance) > 0 && --tally(Tally::Allowance) == 0)
        ++tally(Tally::Rests);
    m_channel.records.push({ RecordKind::HttpStarted, 0, 0, 0, exchange.startNs, exchange.id, 0 });
    if (connection.open.empty())
        connection.reader.begin(exchange.kind);
    connection.open.push_back(std::move(exchange));
}

// Returns whether the request has a body, which somebody has to count.
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
    exchange.isReceiving = self->writeRequest(*connection, exchange, info);
    info.GetReturnValue().Set(exchange.isReceiving);
    self->start(*connection, std::move(exchange));
}

// A request whose head is not complete and will not be. It is named when its connection ends.
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

// What is known of the one that was refused.
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
    MessageWriter fields(m_text);
    fields.add(isolate, info[Began::Method]);
    fields.add(isolate, info[Began::Url]);
    if (info[Began::Major]->IsUint32()) {
        const std::array version { static_cast<char>('0' + toUint(info[Began::Major]) % 10), '.',
                                   static_cast<char>('0' + toUint(info[Began::Minor]) % 10) };
        fields.add(std::string_view(version.data(), version.size()));
    } else {
        fields.add(std::string_view());
    }
    fields.addRaw(connection.address);
    struct Walk
    {
        Isolate *isolate;
        MessageWriter &fields;
        std::string_view name;
        bool hasBody = false;
    } walk { isolate, fields, {} };
    const auto visit = [](uint32_t index, Local<Value> element, void *data) {
        auto *walk = static_cast<Walk *>(data);
        if (index % 2 == 0 && walk->fields.isFull())
            return v8::Array::CallbackResult::kBreak;
        const std::string_view field = walk->fields.add(walk->isolate, element);
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
    MessageWriter fields(self->m_text);
    self->writeResponse(*connection, info, fields);
    exchange.endNs = uv_hrtime();
    exchange.end = self->m_text;
    // Of a response that came early the request is over when its body is, or with the connection.
    if (!(exchange.isReceiving && info[Ended::IsFinished]->IsTrue() && connection->isMeasured))
        self->finish(*connection);
}

void HttpProbe::writeResponse(const Connection &connection, const Info &info, MessageWriter &fields)
{
    Isolate *isolate = info.GetIsolate();
    const ResponseReader &reader = connection.reader;
    const bool isFlushed = info[Ended::IsFlushed]->IsTrue();
    const bool isFinished = info[Ended::IsFinished]->IsTrue()
        || (connection.isMeasured && isFlushed && reader.isComplete(true));
    const int status = static_cast<int>(toUint(info[Ended::Status]));
    const bool isOfProgram =
        !connection.open.front().isRaw && (!connection.isMeasured || reader.status() == status);
    if (!isOfProgram) { // Node's own, or written by hand
        m_counts.answered += isFinished ? 1 : 0;
        writeReadResponse(connection, isFinished, fields);
        return;
    }
    const bool wasSent = info[Ended::Head]->IsString() && (connection.isMeasured || isFinished);
    const std::string head = wasSent ? toText(isolate, info[Ended::Head]) : std::string();
    fields.add(isFinished ? "F" : "A");
    fields.addNumber(wasSent ? status : 0);
    fields.add(isolate, info[Ended::StatusMessage]);
    if (connection.isMeasured) {
        fields.addNumber(reader.bodyBytes());
    } else {
        const std::string_view length = headerValue(head, "content-length");
        fields.addNumber(!length.empty() ? toNumber(length) : wasSent ? unknownSize : 0);
    }
    fields.addHead(head);
}

void HttpProbe::writeReadResponse(const Connection &connection, bool isFinished,
                                  MessageWriter &fields)
{
    const ResponseReader &reader = connection.reader;
    fields.add(isFinished ? "F" : "A");
    if (!connection.isMeasured || !reader.hasHead()) {
        fields.addNumber(0);
        fields.add(std::string_view());
        fields.addNumber(0);
        return;
    }
    fields.addNumber(reader.status());
    fields.add(latin1ToUtf8(reader.statusMessage()));
    fields.addNumber(reader.bodyBytes());
    fields.addLatin1Head(reader.head());
}

// The first exchange is over.
void HttpProbe::finish(Connection &connection)
{
    const Exchange exchange = std::move(connection.open.front());
    connection.open.erase(connection.open.begin());
    if (!connection.open.empty())
        connection.reader.begin(connection.open.front().kind);
    const quint64 now = exchange.endNs != 0 ? exchange.endNs : uv_hrtime();
    const std::string_view status =
        std::string_view(exchange.end)
            .substr(std::min<std::size_t>(exchange.end.size(), 2)); // after "F" or "A"
    m_channel.records.push({ RecordKind::HttpFinished, 0, 0, static_cast<quint32>(toNumber(status)),
                             now, exchange.id, 0 });
    MessageWriter fields(m_text);
    fields.addNumber(exchange.bodyBytes);
    fields.addRaw(exchange.end);
    send(MessageKind::HttpResponse, exchange.id, now);
}

// Returns a function of a handle that reads what it writes.
void HttpProbe::writing(const Info &info)
{
    Isolate *isolate = info.GetIsolate();
    const auto encoding =
        v8::Integer::New(isolate, encodingOf(toText(isolate, info[Writing::Name])));
    returnFunction(
        info, written,
        Kept::make(isolate, info.Data(), encoding, info[Writing::Write], info[Writing::OnRawEnded]),
        info[Writing::Write]);
}

void HttpProbe::written(const Info &info)
{
    const Kept kept(info);
    HttpProbe *self = kept.probe();
    const quint32 writer = std::exchange(self->tally(Tally::Writer), 0); // 0: nobody
    Local<Value> result;
    if (!callAs(info, kept[2]).ToLocal(&result))
        return;
    info.GetReturnValue().Set(result);
    const quint32 index = writer - 1;
    const bool wasWritten = result->IsInt32() && result.As<v8::Int32>()->Value() == 0;
    if (!wasWritten || index >= self->m_connections.size())
        return;
    Connection &connection = self->m_connections[index];
    const int encoding = kept[1].As<v8::Int32>()->Value();
    if (!self->readWritten(connection, info, encoding))
        return;
    Local<Value> argument = v8::Integer::NewFromUnsigned(info.GetIsolate(), index);
    std::ignore = kept[3].As<v8::Function>()->Call(kept.context(), v8::Undefined(info.GetIsolate()),
                                                   1, &argument);
}

// Whether that was the end of a response that no ServerResponse has written.
bool HttpProbe::readWritten(Connection &connection, const Info &info, int encoding)
{
    if (connection.open.empty())
        return false;
    Isolate *isolate = info.GetIsolate();
    if (encoding != writesMany) {
        readPiece(connection.reader, info[1], encoding);
    } else if (info[1]->IsArray()) {
        const Local<Context> context = isolate->GetCurrentContext();
        const auto pieces = info[1].As<v8::Array>();
        const bool allBuffers = info[2]->IsTrue(); // otherwise each is followed by its encoding
        for (uint32_t i = 0; i < pieces->Length(); i += allBuffers ? 1 : 2) {
            Local<Value> piece;
            Local<Value> name;
            if (!pieces->Get(context, i).ToLocal(&piece)
                || (!allBuffers && !pieces->Get(context, i + 1).ToLocal(&name)))
                return false;
            readPiece(connection.reader, piece,
                      allBuffers ? node::BUFFER : node::ParseEncoding(isolate, name, node::UTF8));
        }
    }
    const Exchange &exchange = connection.open.front();
    if (!exchange.isRaw || !exchange.isNamed || !connection.reader.isComplete())
        return false;
    MessageWriter fields(m_text);
    writeReadResponse(connection, true, fields);
    ++m_counts.answered;
    connection.open.front().end = m_text;
    finish(connection);
    return true;
}

void HttpProbe::readPiece(ResponseReader &reader, Local<Value> data, int encoding)
{
    Isolate *isolate = Isolate::GetCurrent();
    if (data->IsArrayBufferView()) {
        const auto view = data.As<v8::ArrayBufferView>();
        if (reader.canSkip(view->ByteLength())) {
            reader.skip(view->ByteLength());
            return;
        }
        m_bytes.resize(view->ByteLength());
        view->CopyContents(m_bytes.data(), m_bytes.size());
    } else if (data->IsString()) {
        const auto how = static_cast<node::encoding>(encoding);
        const ssize_t size = node::DecodeBytes(isolate, data, how);
        if (size <= 0)
            return;
        if (reader.canSkip(static_cast<std::size_t>(size))) {
            reader.skip(static_cast<std::size_t>(size));
            return;
        }
        m_bytes.resize(static_cast<std::size_t>(size));
        node::DecodeWrite(isolate, m_bytes.data(), m_bytes.size(), data, how);
    } else {
        return;
    }
    reader.read(m_bytes);
    constexpr std::size_t ordinaryWrite = 64 * 1024;
    if (m_bytes.capacity() > ordinaryWrite)
        m_bytes = {};
}

// Returns a callback of the parser, for pieces of a body or for its end, that counts them first.
void HttpProbe::countingBody(const Info &info)
{
    returnFunction(info, bodyReceived,
                   Kept::make(info.GetIsolate(), info.Data(), info[CountingBody::Connection],
                              info[CountingBody::IsEnd], info[CountingBody::Callback]),
                   info[CountingBody::Callback]);
}

void HttpProbe::bodyReceived(const Info &info)
{
    const Kept kept(info);
    HttpProbe *self = kept.probe();
    Connection *connection = self->connectionAt(kept[1]);
    // What is being received belongs to the request that began last.
    if (connection && !connection->open.empty() && connection->open.back().isReceiving) {
        Exchange &exchange = connection->open.back();
        if (kept[2]->IsTrue())
            exchange.isReceiving = false;
        else if (info[0]->IsArrayBufferView())
            exchange.bodyBytes +=
                static_cast<qint64>(info[0].As<v8::ArrayBufferView>()->ByteLength());
        if (!exchange.isReceiving && !exchange.end.empty())
            self->finish(*connection);
    }
    Local<Value> result;
    if (callAs(info, kept[3]).ToLocal(&result))
        info.GetReturnValue().Set(result);
}

// Returns a function that is called as before; after it, and not on its stack, the observer gets
// what it was called on, what it returned and its arguments.
void HttpProbe::observed(const Info &info)
{
    returnFunction(info, observe,
                   Kept::make(info.GetIsolate(), info.Data(), info[Observed::Function],
                              info[Observed::Observer]),
                   info[Observed::Function]);
}

void HttpProbe::observe(const Info &info)
{
    const Kept kept(info);
    Local<Value> result;
    if (!callAs(info, kept[1]).ToLocal(&result))
        return;
    std::array<Local<Value>, 3> seen { info.This(), result, info[0] };
    std::ignore = kept[2].As<v8::Function>()->Call(kept.context(), v8::Undefined(info.GetIsolate()),
                                                   seen.size(), seen.data());
    info.GetReturnValue().Set(result);
}

void HttpProbe::listening(const Info &info)
{
    HttpProbe *self = of(info);
    MessageWriter fields(self->m_text);
    fields.add(info[Listening::Active]->IsTrue() ? "+" : "-");
    fields.add(info.GetIsolate(), info[Listening::Host]);
    fields.addNumber(toInt(info[Listening::Port]));
    fields.add(info[Listening::Http]->IsTrue() ? "1" : "0");
    fields.add(info[Listening::Secure]->IsTrue() ? "1" : "0");
    self->send(MessageKind::Listening, static_cast<quint64>(toInt(info[Listening::Id])),
               uv_hrtime());
}

void HttpProbe::send(MessageKind kind, quint64 id, quint64 timeNs)
{
    const std::array parts { QByteArrayView(m_text.data(), static_cast<qsizetype>(m_text.size())) };
    m_channel.messages.push(kind, id, timeNs, parts);
}

} // namespace looptide::host
