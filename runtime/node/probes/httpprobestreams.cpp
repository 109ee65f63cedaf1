// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HttpProbe that intercepts a program's streams: it reads what is written to a
// connection and counts the bytes of request bodies.
#include "runtime/node/probes/httpprobe.h"
#include "runtime/node/probes/v8fieldwriter.h"
#include "runtime/node/probes/v8values.h"
#include "runtime/trace/httpmessages.h"

#include <node.h>
#include <node_buffer.h>
#include <uv.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace looptide::host {

using trace::MessageKind;
using v8::Context;
using v8::Isolate;
using v8::Local;
using v8::Value;

namespace {

// Positions of the arguments that JavaScript passes.
namespace Writing {
enum { Name, Write, OnRawEnded };
}
namespace CountingBody {
enum { Connection, IsEnd, Callback, Context };
}
namespace Observed {
enum { Function, Observer };
}

// Of a response whose recorded body does not grow any more.
constexpr quint64 nsPerStreamMessage = 100'000'000;

constexpr int writesMany = -1; // besides node::encoding

// The encoding in which this function of a handle receives its data.
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

// Elements of the array that a native function keeps as its data; [0] is the probe.
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

// While it lives, the async context is the one that http.js keeps for the request whose body is
// received: what its listeners do is caused by that request. It differs from the context of the
// parser, in which Node calls them, only by Looptide's own entry.
class AsyncContext
{
    Q_DISABLE_COPY_MOVE(AsyncContext)
public:
    AsyncContext(Isolate *isolate, Local<Value> kept) : m_isolate(isolate)
    {
        Local<Value> context;
        if (!kept->IsArray()
            || !kept.As<v8::Array>()->Get(isolate->GetCurrentContext(), 0).ToLocal(&context)
            || !context->IsObject())
            return;
        m_before = isolate->GetContinuationPreservedEmbedderData();
        isolate->SetContinuationPreservedEmbedderData(context);
    }
    ~AsyncContext()
    {
        if (!m_before.IsEmpty())
            m_isolate->SetContinuationPreservedEmbedderData(m_before);
    }

private:
    Isolate *m_isolate;
    Local<Value> m_before;
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

// Returns a function that replaces this function of a handle and reads what it writes.
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
    const quint32 writer = std::exchange(self->counter(Counter::Writer), 0); // 0: none
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
    if (!self->readWritten(connection, info, encoding)) {
        self->noteStream(index);
        return;
    }
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
    Exchange &exchange = connection.open.front();
    if (exchange.firstByteNs == 0 && connection.reader.hasHead())
        exchange.firstByteNs = uv_hrtime() - exchange.startNs;
    if (m_isTraced)
        noteChunk(connection);
    if (!exchange.isRaw || !exchange.isNamed || !connection.reader.isComplete())
        return false;
    trace::FieldWriter fields(m_text);
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
                              info[CountingBody::IsEnd], info[CountingBody::Callback],
                              info[CountingBody::Context]),
                   info[CountingBody::Callback]);
}

void HttpProbe::bodyReceived(const Info &info)
{
    const Kept kept(info);
    HttpProbe *self = kept.probe();
    Connection *connection = self->connectionAt(kept[1]);
    // A body that is being received belongs to the request that began last.
    if (connection && !connection->open.empty() && connection->open.back().isReceiving) {
        Exchange &exchange = connection->open.back();
        if (kept[2]->IsTrue())
            exchange.isReceiving = false;
        else if (info[0]->IsArrayBufferView())
            self->receive(exchange, info[0].As<v8::ArrayBufferView>());
        if (!exchange.isReceiving && !exchange.end.empty())
            self->finish(*connection);
    }
    const AsyncContext context(info.GetIsolate(), kept[4]);
    Local<Value> result;
    if (callAs(info, kept[3]).ToLocal(&result))
        info.GetReturnValue().Set(result);
}

void HttpProbe::receive(Exchange &exchange, v8::Local<v8::ArrayBufferView> piece) const
{
    exchange.bodyBytes += static_cast<qint64>(piece->ByteLength());
    if (exchange.body.size() >= m_bodyLimit)
        return;
    const std::size_t before = exchange.body.size();
    exchange.body.resize(before + std::min(piece->ByteLength(), m_bodyLimit - before));
    piece->CopyContents(exchange.body.data() + before, exchange.body.size() - before);
}

// Returns a function that calls the original. Afterwards, and not on its stack, it calls the
// observer with the receiver, the result and the first argument.
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

// A part of a response was written, and not its end.
void HttpProbe::noteStream(quint32 index)
{
    Connection &connection = m_connections[index];
    const bool isPart = m_bodyLimit > 0 && !connection.isStreaming && !connection.open.empty()
        && connection.reader.hasHead() && !connection.reader.isComplete();
    if (!isPart)
        return;
    connection.isStreaming = true;
    m_streaming.push_back(index);
}

// At most one message for each iteration of the loop and each connection.
void HttpProbe::sendStreams()
{
    const quint64 now = uv_hrtime();
    for (const quint32 index : m_streaming) {
        Connection &connection = m_connections[index];
        connection.isStreaming = false;
        if (!connection.open.empty() && connection.reader.hasHead()
            && !connection.reader.isComplete())
            sendStream(connection, now);
    }
    m_streaming.clear();
}

void HttpProbe::sendStream(Connection &connection, quint64 now)
{
    Exchange &exchange = connection.open.front();
    const ResponseReader &reader = connection.reader;
    const bool isNews = exchange.sentNs == 0 || reader.body().size() > exchange.sentBody;
    if (!isNews && now - exchange.sentNs < nsPerStreamMessage)
        return;
    exchange.sentNs = now;
    if (reader.body().size() > exchange.sentBody)
        sendBody(MessageKind::HttpResponseBody, exchange, reader.body());
    exchange.sentBody = reader.body().size();
    trace::FieldWriter fields(m_text);
    trace::writeReceived(fields, exchange.bodyBytes, exchange.firstByteNs, exchange.route,
                         exchange.effects);
    trace::writeResponseLine(fields, trace::Outcome::Open, reader.status(),
                             latin1ToUtf8(reader.statusMessage()), reader.bodyBytes());
    fields.addHead(latin1ToUtf8(reader.head()));
    send(MessageKind::HttpResponse, exchange.id, now);
}

void HttpProbe::sendBody(MessageKind kind, const Exchange &exchange, std::string_view body)
{
    if (body.empty())
        return;
    const std::array parts { QByteArrayView(body.data(), static_cast<qsizetype>(body.size())) };
    m_channel.messages.push(kind, exchange.id, exchange.startNs, parts);
}

} // namespace looptide::host
