// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/httpprobe.h"

#include <uv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace looptide::host {

using core::MessageKind;
using core::RecordKind;
using v8::Context;
using v8::Isolate;
using v8::Local;
using v8::Value;

namespace {

// Arguments of the native functions, as preload.js passes them. The first is the connection, where
// there is one.
namespace Connected {
enum { RemoteAddress, LocalPort };
}
namespace Began {
enum { Connection, RawHeaders, Method, Url, Major, Minor };
}
namespace Ended {
enum { Connection, Finished, Status, StatusMessage, Head, SentBytes, Chunked };
}
namespace CountingBody {
enum { Connection, Callback };
}
namespace Listening {
enum { Id, Active, Host, Port, Http, Secure };
}

// A page with all its parts, or a test of a few thousand requests, is told in full. After that 25
// requests a second are, as many as anybody reads, and one more for each millisecond of idle time
// past a quarter of all: a loop that waits less is at its limit, and often only for its clients.
// Code that runs so rarely is not in the processor's caches: each of them costs the program 45 us,
// five times as much as where all are told. So a few are told together.
constexpr quint32 toldAtOnce = 4000;
constexpr quint64 nsPerRequest = 1'000'000;
constexpr quint64 nsPerCreditNs = 40;
constexpr quint64 nsPerIdleNs = 4;
constexpr quint64 toldTogether = 5;

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

void appendUtf8(Isolate *isolate, Local<v8::String> string, std::string &text)
{
    const std::size_t begin = text.size();
    const auto length = static_cast<std::size_t>(string->Length());
    if (string->IsOneByte()) {
        text.resize(begin + length);
        auto *bytes = reinterpret_cast<uint8_t *>(text.data() + begin);
        string->WriteOneByteV2(isolate, 0, static_cast<uint32_t>(length), bytes);
        if (std::none_of(bytes, bytes + length, [](uint8_t byte) { return byte & 0x80; }))
            return;
    }
    const std::size_t size = string->Utf8LengthV2(isolate);
    text.resize(begin + size);
    string->WriteUtf8V2(isolate, text.data() + begin, size);
}

std::optional<qint64> contentLength(std::string_view head)
{
    constexpr std::string_view name = "\r\ncontent-length: ";
    const auto found = std::ranges::search(
        head, name, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b; });
    if (found.empty())
        return std::nullopt;
    return toNumber(std::string_view(found.end(), head.end()));
}

// The body in `bytes` of a chunked answer, taken as one chunk: size in hexadecimal, two line ends,
// and the empty chunk at the end. Exact for one write; answers of many chunks count their frames
// too.
qint64 withoutChunkFrames(qint64 bytes)
{
    constexpr qint64 lastChunk = 5;
    constexpr qint64 lineEnds = 4;
    if (bytes <= lastChunk)
        return 0;
    qint64 digits = 1;
    const auto body = [&] { return bytes - lastChunk - lineEnds - digits; };
    while (digits < 16 && (body() >> (4 * digits)) != 0)
        ++digits;
    return std::max<qint64>(body(), 0);
}

} // namespace

// A message in the making: NUL-ended UTF-8 fields in a buffer that is kept. Views of fields hold
// until the next one is added.
class HttpProbe::Fields
{
public:
    Fields(Isolate *isolate, std::string &text) : m_isolate(isolate), m_text(text)
    {
        m_text.clear();
    }

    void add(std::string_view field)
    {
        m_text.append(field);
        m_text.push_back('\0');
    }
    void addNumber(qint64 number)
    {
        std::array<char, 24> digits;
        const char *end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        add(std::string_view(digits.data(), end));
    }
    // Fields that are ended already.
    void addRaw(std::string_view fields) { m_text.append(fields); }
    std::string_view add(Local<Value> value)
    {
        const std::size_t begin = m_text.size();
        if (value->IsString())
            appendUtf8(m_isolate, value.As<v8::String>(), m_text);
        m_text.push_back('\0');
        return std::string_view(m_text).substr(begin, m_text.size() - begin - 1);
    }
    // The header lines of an HTTP head, as name and value fields.
    void addHead(std::string_view head)
    {
        constexpr std::string_view lineEnd = "\r\n";
        std::size_t begin = head.find(lineEnd); // of the status line
        while (begin != std::string_view::npos) {
            begin += lineEnd.size();
            const std::size_t end = head.find(lineEnd, begin);
            const std::string_view line = head.substr(begin, end - begin);
            if (const std::size_t colon = line.find(": "); colon != std::string_view::npos) {
                add(line.substr(0, colon));
                add(line.substr(colon + 2));
            }
            begin = line.empty() ? std::string_view::npos : end;
        }
    }

private:
    Isolate *m_isolate;
    std::string &m_text;
};

HttpProbe::HttpProbe(core::TraceChannel &channel, bool everyRequest)
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
    add("connected", connected);
    add("disconnected", disconnected);
    add("began", began);
    add("ended", ended);
    add("countingBody", countingBody);
    add("listening", listening);
    const auto key = v8::String::NewFromUtf8Literal(isolate, "tally");
    object->Set(context, key, tallyArray()).Check();
    return object;
}

Local<Value> HttpProbe::tallyArray()
{
    Isolate *isolate = Isolate::GetCurrent();
    constexpr std::size_t elements = 3;
    m_tally = v8::ArrayBuffer::NewBackingStore(isolate, elements * sizeof(quint32));
    allowance() = toldAtOnce;
    return v8::Uint32Array::New(v8::ArrayBuffer::New(isolate, m_tally), 0, elements);
}

void HttpProbe::settle(quint64 now, quint64 loopIdleNs)
{
    if (!m_tally)
        return; // the environment has not run its preload script
    if (const quint32 untold = std::exchange(counted(), 0); untold != 0)
        m_channel.messages.skip(untold);
    const quint64 elapsed = now - std::exchange(m_settledNs, now);
    const quint64 idleNs = loopIdleNs - std::exchange(m_loopIdleNs, loopIdleNs);
    m_creditNs += elapsed / nsPerCreditNs + idleNs - std::min(idleNs, elapsed / nsPerIdleNs);
    if (m_creditNs < toldTogether * nsPerRequest)
        return;
    const quint64 told = std::min<quint64>(allowance() + m_creditNs / nsPerRequest, toldAtOnce);
    allowance() = static_cast<quint32>(told);
    m_creditNs %= nsPerRequest;
}

HttpProbe *HttpProbe::of(const Info &info)
{
    return static_cast<HttpProbe *>(info.Data().As<v8::External>()->Value());
}

HttpProbe::Connection *HttpProbe::connectionOf(const Info &info)
{
    const quint32 index = toUint(info[0]);
    return index < m_connections.size() ? &m_connections[index] : nullptr;
}

void HttpProbe::connected(const Info &info)
{
    HttpProbe *self = of(info);
    Fields fields(info.GetIsolate(), self->m_text);
    fields.add(info[Connected::RemoteAddress]);
    fields.addNumber(toInt(info[Connected::LocalPort]));
    if (self->m_freeConnections.empty()) {
        self->m_freeConnections.push_back(static_cast<quint32>(self->m_connections.size()));
        self->m_connections.emplace_back();
    }
    const quint32 index = self->m_freeConnections.back();
    self->m_freeConnections.pop_back();
    self->m_connections[index].address = self->m_text;
    info.GetReturnValue().Set(index);
}

void HttpProbe::disconnected(const Info &info)
{
    HttpProbe *self = of(info);
    if (Connection *connection = self->connectionOf(info)) {
        connection->open.clear();
        self->m_freeConnections.push_back(toUint(info[0]));
    }
}

// Returns whether the body comes in chunks, so that somebody has to count it.
void HttpProbe::began(const Info &info)
{
    HttpProbe *self = of(info);
    Connection *connection = self->connectionOf(info);
    if (!connection)
        return;
    const quint64 now = uv_hrtime();
    if (!self->m_everyRequest && self->allowance() > 0 && --self->allowance() == 0)
        ++self->rests();
    Exchange exchange { ++self->m_lastExchange };
    self->m_channel.records.push({ RecordKind::HttpStarted, 0, 0, 0, now, exchange.id, 0 });
    Fields fields(info.GetIsolate(), self->m_text);
    fields.add(info[Began::Method]);
    fields.add(info[Began::Url]);
    const std::array version { static_cast<char>('0' + toUint(info[Began::Major]) % 10), '.',
                               static_cast<char>('0' + toUint(info[Began::Minor]) % 10) };
    fields.add(std::string_view(version.data(), version.size()));
    fields.addRaw(connection->address);
    const bool chunked = self->writeHeaders(fields, info[Began::RawHeaders], exchange);
    self->send(MessageKind::HttpRequest, exchange.id, now);
    connection->open.push_back(exchange);
    info.GetReturnValue().Set(chunked);
}

bool HttpProbe::writeHeaders(Fields &fields, Local<Value> rawHeaders, Exchange &exchange)
{
    struct Walk
    {
        Fields &fields;
        std::string_view name;
        qint64 length = 0;
        bool chunked = false;
    } walk { fields, {} };
    const auto visit = [](uint32_t index, Local<Value> element, void *data) {
        auto *walk = static_cast<Walk *>(data);
        const std::string_view field = walk->fields.add(element);
        if (index % 2 == 0)
            walk->name = field;
        else if (equalsIgnoringCase(walk->name, "content-length"))
            walk->length = toNumber(field);
        else if (equalsIgnoringCase(walk->name, "transfer-encoding"))
            walk->chunked = true;
        return v8::Array::CallbackResult::kContinue;
    };
    if (rawHeaders->IsArray()) {
        const auto context = Isolate::GetCurrent()->GetCurrentContext();
        [[maybe_unused]] const auto done =
            rawHeaders.As<v8::Array>()->Iterate(context, visit, &walk);
    }
    exchange.bodyBytes = walk.chunked ? 0 : walk.length;
    return walk.chunked;
}

void HttpProbe::ended(const Info &info)
{
    HttpProbe *self = of(info);
    Connection *connection = self->connectionOf(info);
    if (!connection || connection->open.empty())
        return;
    const quint64 now = uv_hrtime();
    const Exchange exchange = connection->open.front();
    connection->open.erase(connection->open.begin());
    const quint32 status = toUint(info[Ended::Status]);
    self->m_channel.records.push({ RecordKind::HttpFinished, 0, 0, status, now, exchange.id, 0 });
    Isolate *isolate = info.GetIsolate();
    Fields fields(isolate, self->m_text);
    self->m_head.clear();
    qint64 headBytes = 0; // a head is sent as Latin-1
    if (info[Ended::Head]->IsString()) {
        headBytes = info[Ended::Head].As<v8::String>()->Length();
        appendUtf8(isolate, info[Ended::Head].As<v8::String>(), self->m_head);
    }
    const std::string_view head = self->m_head;
    qint64 bytes = toInt(info[Ended::SentBytes]) - headBytes;
    // Node sends a head as UTF-8 when it goes out in one piece with a text.
    if (std::cmp_not_equal(head.size(), headBytes))
        bytes = std::min(bytes, contentLength(head).value_or(bytes));
    const bool chunked = info[Ended::Chunked]->IsTrue();
    fields.add(info[Ended::Finished]->IsTrue() ? "F" : "A");
    fields.addNumber(head.empty() ? 0 : status);
    fields.add(info[Ended::StatusMessage]);
    fields.addNumber(exchange.bodyBytes);
    fields.addNumber(chunked ? withoutChunkFrames(bytes) : std::max<qint64>(bytes, 0));
    fields.addHead(head);
    self->send(MessageKind::HttpResponse, exchange.id, now);
}

// Returns the parser's callback for pieces of a body with the counting put before it.
void HttpProbe::countingBody(const Info &info)
{
    Isolate *isolate = info.GetIsolate();
    std::array<Local<Value>, 3> parts { info.Data(), info[CountingBody::Connection],
                                        info[CountingBody::Callback] };
    Local<v8::Function> function;
    if (v8::Function::New(isolate->GetCurrentContext(), bodyReceived,
                          v8::Array::New(isolate, parts.data(), parts.size()))
            .ToLocal(&function))
        info.GetReturnValue().Set(function);
}

void HttpProbe::bodyReceived(const Info &info)
{
    const auto context = info.GetIsolate()->GetCurrentContext();
    const auto parts = info.Data().As<v8::Array>();
    const auto part = [&](uint32_t index) { return parts->Get(context, index).ToLocalChecked(); };
    auto *self = static_cast<HttpProbe *>(part(0).As<v8::External>()->Value());
    const quint32 index = toUint(part(1));
    // What is being received belongs to the request that began last.
    if (index < self->m_connections.size() && info[0]->IsArrayBufferView()
        && !self->m_connections[index].open.empty())
        self->m_connections[index].open.back().bodyBytes +=
            static_cast<qint64>(info[0].As<v8::ArrayBufferView>()->ByteLength());
    Local<Value> chunk = info[0];
    Local<Value> result;
    if (part(2).As<v8::Function>()->Call(context, info.This(), 1, &chunk).ToLocal(&result))
        info.GetReturnValue().Set(result);
}

void HttpProbe::listening(const Info &info)
{
    HttpProbe *self = of(info);
    Fields fields(info.GetIsolate(), self->m_text);
    fields.add(info[Listening::Active]->IsTrue() ? "+" : "-");
    fields.add(info[Listening::Host]);
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
