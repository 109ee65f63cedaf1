// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracecodec.h"

#include <array>
#include <bit>
#include <chrono>
#include <cstring>
#include <optional>
#include <utility>

namespace looptide::trace {

namespace {

struct FrameHead
{
    quint32 size; // of the content
    FrameKind kind;
    quint16 reserved;
};
static_assert(sizeof(FrameHead) == 8 && std::is_trivially_copyable_v<FrameHead>);

struct Hello
{
    std::array<char, 8> magic;
    quint32 version;
    quint32 recordSize;
};
static_assert(sizeof(Hello) == 16 && std::is_trivially_copyable_v<Hello>);

struct MessageHead
{
    MessageKind kind;
    std::array<quint16, 3> reserved;
    quint64 id;
    quint64 timeNs;
};
static_assert(sizeof(MessageHead) == 24 && std::is_trivially_copyable_v<MessageHead>);

struct Position
{
    quint64 sinceNs;
    LoopPhase phase;
    bool waiting;
    std::array<quint8, 6> reserved;
};
static_assert(sizeof(Position) == 16 && std::is_trivially_copyable_v<Position>);

struct Lost
{
    quint64 records;
    quint64 messages;
};
static_assert(sizeof(Lost) == 16 && std::is_trivially_copyable_v<Lost>);

struct Pause
{
    quint64 count;
    quint8 reason;
    std::array<quint8, 7> reserved;
};
static_assert(sizeof(Pause) == 16 && std::is_trivially_copyable_v<Pause>);

static_assert(sizeof(RequestCounts) == 16 && std::is_trivially_copyable_v<RequestCounts>);

// More than anybody can count would make sums meaningless.
constexpr quint64 largestCount = quint64 { 1 } << 40;
struct BlockedHead
{
    quint64 sinceNs;
    quint32 line;
    quint32 column;
};
static_assert(sizeof(BlockedHead) == 16 && std::is_trivially_copyable_v<BlockedHead>);

struct GreetingHead
{
    quint32 version;
    quint32 kind;
    qint64 startedMs;
    quint32 number;
    quint32 reserved;
};
static_assert(sizeof(GreetingHead) == 24 && std::is_trivially_copyable_v<GreetingHead>);
constexpr qsizetype longestTitle = 4096;

struct CommandHead
{
    CommandKind kind;
    quint32 argument;
};
static_assert(sizeof(CommandHead) == 8 && std::is_trivially_copyable_v<CommandHead>);

constexpr std::array magic { 'L', 'O', 'O', 'P', 'T', 'I', 'D', 'E' };
constexpr std::size_t recordsAtATime = 2048; // 80 KiB
constexpr qsizetype portion = 96 * 1024;
constexpr std::size_t largestContent = sizeof(MessageHead) + MessageRing::maxPayload;
// Times come from the same clock; this is for rounding only.
constexpr quint64 clockToleranceNs = 1'000'000'000;

template <typename Part>
QByteArrayView bytesOf(const Part &part)
{
    return { reinterpret_cast<const char *>(&part), qsizetype(sizeof(Part)) };
}

void addFrame(QByteArray &out, FrameKind kind, QByteArrayView first, QByteArrayView second = {})
{
    const FrameHead head { quint32(first.size() + second.size()), kind, 0 };
    out.append(bytesOf(head)).append(first).append(second);
}

// The value at the front of bytes, which become the rest.
template <typename Part>
std::optional<Part> takePart(QByteArrayView &bytes)
{
    if (bytes.size() < qsizetype(sizeof(Part)))
        return std::nullopt;
    std::array<char, sizeof(Part)> raw;
    std::memcpy(raw.data(), bytes.data(), raw.size());
    bytes = bytes.sliced(qsizetype(sizeof(Part)));
    return std::bit_cast<Part>(raw);
}

template <typename Part>
std::optional<Part> onlyPart(QByteArrayView bytes)
{
    const auto part = takePart<Part>(bytes);
    return bytes.isEmpty() ? part : std::nullopt;
}

} // namespace

QByteArray encodeGreeting(const Greeting &greeting)
{
    const AgentInfo &info = greeting.info;
    const GreetingHead head { TraceEncoder::version, quint32(info.kind), info.startedMs,
                              info.number, 0 };
    QByteArray frame;
    const QByteArray text = greeting.token + '\0' + info.title.toUtf8();
    addFrame(frame, FrameKind::Greeting, bytesOf(head),
             QByteArrayView(text).first(qMin(text.size(), longestTitle)));
    return frame;
}

bool GreetingDecoder::feed(QByteArrayView bytes)
{
    constexpr qsizetype longest = sizeof(GreetingHead) + 2 * longestTitle;
    m_bytes.append(bytes);
    QByteArrayView rest = m_bytes;
    const auto frame = takePart<FrameHead>(rest);
    if (!frame)
        return true;
    if (frame->kind != FrameKind::Greeting || frame->size > longest)
        return false;
    if (rest.size() < qsizetype(frame->size))
        return true;
    QByteArrayView content = rest.first(frame->size);
    const auto head = takePart<GreetingHead>(content);
    const qsizetype end = content.indexOf('\0');
    if (!head || head->version != TraceEncoder::version || head->kind >= AgentInfo::kindCount
        || end < 0)
        return false;
    Greeting greeting;
    greeting.token = content.first(end).toByteArray();
    greeting.info.kind = AgentInfo::Kind(head->kind);
    greeting.info.number = head->number;
    greeting.info.startedMs = head->startedMs;
    greeting.info.title = QString::fromUtf8(content.sliced(end + 1));
    m_greeting = std::move(greeting);
    m_bytes = rest.sliced(frame->size).toByteArray();
    return true;
}

QByteArray encodeCommand(const Command &command)
{
    QByteArray frame;
    const CommandHead head { command.kind, command.argument };
    addFrame(frame, FrameKind::Command, bytesOf(head), command.text);
    return frame;
}

void CommandDecoder::feed(QByteArrayView bytes, CommandChannel &commands)
{
    if (m_broken)
        return;
    m_rest.append(bytes);
    QByteArrayView rest = m_rest;
    while (const auto frame = takePart<FrameHead>(rest)) {
        m_broken = frame->kind != FrameKind::Command || frame->size < sizeof(CommandHead)
            || frame->size > sizeof(CommandHead) + Command::longestText;
        if (m_broken || rest.size() < qsizetype(frame->size))
            break;
        QByteArrayView content = rest.first(frame->size);
        const auto head = takePart<CommandHead>(content);
        const Command command { head->kind, head->argument, content.toByteArray() };
        m_broken = !command.isValid()
            || (!command.text.isEmpty() && command.kind != CommandKind::SetRules);
        if (m_broken)
            break;
        commands.post(command);
        m_rest = rest.sliced(frame->size).toByteArray();
        rest = m_rest;
    }
}

bool TraceEncoder::take(TraceChannel &from, QByteArray &out)
{
    out.resize(0); // keeps its memory
    if (!std::exchange(m_greeted, true))
        addHello(out);
    // The position is read before the records and sent after them. So the receiver knows everything
    // that happened before it.
    const LoopPosition position = from.position();
    const bool moreRecords = addRecords(from, out);
    const bool moreMessages = addMessages(from, out);
    addLost(from, out);
    addPause(from.pause(), out);
    addRequests(from.requestCounts(), out);
    from.watchForBlock();
    addBlocked(from.block.place(), out);
    addDebugger(from.debuggerAddress.url(), out);
    if (!moreRecords && !moreMessages)
        addPosition(position, out);
    return moreRecords || moreMessages;
}

void TraceEncoder::addHello(QByteArray &out)
{
    addFrame(out, FrameKind::Hello, bytesOf(Hello { magic, version, sizeof(Record) }));
}

bool TraceEncoder::addRecords(TraceChannel &from, QByteArray &out)
{
    std::array<Record, recordsAtATime> records;
    const std::size_t count = from.records.pop(records);
    if (count != 0) {
        addFrame(
            out, FrameKind::Records,
            { reinterpret_cast<const char *>(records.data()), qsizetype(count * sizeof(Record)) });
    }
    return count == recordsAtATime;
}

bool TraceEncoder::addMessages(TraceChannel &from, QByteArray &out)
{
    while (out.size() < portion) {
        if (!from.messages.pop(m_message))
            return false;
        const MessageHead head { m_message.kind, {}, m_message.id, m_message.timeNs };
        addFrame(out, FrameKind::Message, bytesOf(head), m_message.payload);
    }
    return true;
}

void TraceEncoder::addLost(TraceChannel &from, QByteArray &out)
{
    const Lost lost { from.records.takeLost(), from.messages.takeLost() };
    if (lost.records != 0 || lost.messages != 0)
        addFrame(out, FrameKind::Lost, bytesOf(lost));
}

void TraceEncoder::addPosition(const LoopPosition &position, QByteArray &out)
{
    if (std::exchange(m_position, position) == position)
        return;
    const Position told { position.sinceNs, position.phase, position.waiting, {} };
    addFrame(out, FrameKind::Position, bytesOf(told));
}

void TraceEncoder::addPause(const core::ProgramPause &pause, QByteArray &out)
{
    if (std::exchange(m_pause, pause) == pause)
        return;
    addFrame(out, FrameKind::Pause, bytesOf(Pause { pause.count, quint8(pause.reason), {} }));
}

void TraceEncoder::addRequests(const RequestCounts &requests, QByteArray &out)
{
    if (std::exchange(m_requests, requests) != requests)
        addFrame(out, FrameKind::Requests, bytesOf(requests));
}

void TraceEncoder::addBlocked(const BlockedPlace &place, QByteArray &out)
{
    if (std::exchange(m_blocked, place) == place)
        return;
    addFrame(out, FrameKind::Blocked,
             bytesOf(BlockedHead { place.sinceNs, place.line, place.column }),
             place.script + '\0' + place.function);
}

void TraceEncoder::addDebugger(const QByteArray &url, QByteArray &out)
{
    if (std::exchange(m_debuggerUrl, url) != url)
        addFrame(out, FrameKind::Debugger, url);
}

TraceDecoder::TraceDecoder(TraceChannel &channel, quint64 beginNs)
    : m_channel(channel), m_beginNs(beginNs)
{
}

bool TraceDecoder::feed(QByteArrayView bytes)
{
    if (m_broken)
        return false;
    m_nowNs = monotonicNs() + clockToleranceNs;
    m_rest.append(bytes);
    QByteArrayView rest = m_rest;
    while (rest.size() >= qsizetype(sizeof(FrameHead))) {
        QByteArrayView ahead = rest;
        const FrameHead head = *takePart<FrameHead>(ahead);
        if (head.size > largestContent) {
            breakOff();
            return false;
        }
        if (ahead.size() < qsizetype(head.size))
            break;
        if (!take(head.kind, ahead.first(head.size))) {
            breakOff();
            return false;
        }
        rest = ahead.sliced(head.size);
    }
    m_rest.remove(0, m_rest.size() - rest.size());
    return true;
}

void TraceDecoder::finish()
{
    if (!m_broken && !m_rest.isEmpty())
        breakOff();
}

void TraceDecoder::breakOff()
{
    m_broken = true;
    m_rest.clear();
    m_channel.messages.skip();
}

bool TraceDecoder::take(FrameKind kind, QByteArrayView content)
{
    if (!m_greeted)
        return kind == FrameKind::Hello && takeHello(content);
    switch (kind) {
    case FrameKind::Hello:
    case FrameKind::Command: // for the other direction
    case FrameKind::Greeting: // of a connection, read before
        return false;
    case FrameKind::Records:
        return takeRecords(content);
    case FrameKind::Message:
        return takeMessage(content);
    case FrameKind::Position:
        return takePosition(content);
    case FrameKind::Lost:
        return takeLost(content);
    case FrameKind::Pause:
        return takePause(content);
    case FrameKind::Requests:
        return takeRequests(content);
    case FrameKind::Blocked:
        return takeBlocked(content);
    case FrameKind::Debugger:
        return takeDebugger(content);
    }
    return false;
}

bool TraceDecoder::takeHello(QByteArrayView content)
{
    const auto hello = onlyPart<Hello>(content);
    m_greeted = hello && hello->magic == magic && hello->version == TraceEncoder::version
        && hello->recordSize == sizeof(Record);
    return m_greeted;
}

bool TraceDecoder::takeRecords(QByteArrayView content)
{
    while (const auto record = takePart<Record>(content)) {
        if (isPlausible(*record))
            m_channel.records.push(*record);
        else
            m_channel.records.skip(1);
    }
    return content.isEmpty();
}

bool TraceDecoder::isPlausible(const Record &record) const
{
    return isPlausible(record.beginNs) && isPlausible(record.endNs) && viewOf(record);
}

bool TraceDecoder::takeMessage(QByteArrayView content)
{
    const auto head = takePart<MessageHead>(content);
    if (!head)
        return false;
    const bool known = head->kind >= MessageKind::HttpRequest && head->kind <= lastMessageKind;
    if (known && isPlausible(head->timeNs))
        m_channel.messages.push(head->kind, head->id, head->timeNs, { &content, 1 });
    else
        m_channel.messages.skip();
    return true;
}

bool TraceDecoder::takePosition(QByteArrayView content)
{
    struct Raw // a bool or an enumeration must not have other values
    {
        quint64 sinceNs;
        quint8 phase;
        quint8 waiting;
        std::array<quint8, 6> reserved;
    };
    static_assert(sizeof(Raw) == sizeof(Position));
    const auto position = onlyPart<Raw>(content);
    if (!position || position->phase >= loopPhaseCount || position->waiting > 1)
        return false;
    if (position->sinceNs == 0 || isPlausible(position->sinceNs))
        m_channel.setPosition(
            { LoopPhase(position->phase), position->waiting == 1, position->sinceNs });
    return true;
}

bool TraceDecoder::takeLost(QByteArrayView content)
{
    const auto lost = onlyPart<Lost>(content);
    if (!lost || lost->records > largestCount || lost->messages > largestCount)
        return false;
    m_channel.records.skip(lost->records);
    m_channel.messages.skip(lost->messages);
    return true;
}

bool TraceDecoder::takePause(QByteArrayView content)
{
    const auto pause = onlyPart<Pause>(content);
    if (!pause || pause->reason >= core::pauseReasonCount || pause->count > largestCount)
        return false;
    m_channel.setPause({ core::PauseReason(pause->reason), pause->count });
    return true;
}

bool TraceDecoder::takeRequests(QByteArrayView content)
{
    const auto counts = onlyPart<RequestCounts>(content);
    if (!counts || counts->received > largestCount || counts->answered > counts->received)
        return false;
    m_channel.setRequestCounts(*counts);
    return true;
}

bool TraceDecoder::takeBlocked(QByteArrayView content)
{
    constexpr qsizetype longestNames = 16 * 1024;
    const auto head = takePart<BlockedHead>(content);
    const qsizetype end = content.indexOf('\0');
    if (!head || end < 0 || content.size() > longestNames)
        return false;
    if (isPlausible(head->sinceNs) && head->line > 0)
        m_channel.block.setPlace({ head->sinceNs, head->line, head->column,
                                   content.first(end).toByteArray(),
                                   content.sliced(end + 1).toByteArray() });
    return true;
}

bool TraceDecoder::takeDebugger(QByteArrayView content)
{
    constexpr qsizetype longestUrl = 256;
    if (content.size() > longestUrl)
        return false;
    m_channel.debuggerAddress.set(content.toByteArray());
    return true;
}

} // namespace looptide::trace
