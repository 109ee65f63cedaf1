// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

// The stream of frames that carries a trace channel over a process boundary. A frame has a head of
// 8 bytes (size of the content, kind, zero) and its content. Numbers have the byte order of the
// machine, on which both ends run. runtime/trace/README.md has the layout of each kind.
namespace looptide::trace {

enum class FrameKind : quint16 {
    Hello = 1, // the first frame of a channel: "LOOPTIDE", version, size of a Record
    Records, // one or more Records
    Message, // from the message ring: kind, zero (6 bytes), id, timeNs, payload
    Position, // where the loop is: sinceNs, phase, waiting, zero (6 bytes)
    Lost, // number of records and of messages lost since the last such frame
    Pause, // whether a debugger pauses the program: count, reason, zero (7 bytes)
    Requests, // requests so far: received, answered
    Blocked, // where a blocked loop is: sinceNs, line, column, script, NUL, function
    Command, // in the other direction: kind, argument, text
    Greeting, // the first frame of a connection: version, token, what the agent is
    Debugger = 32, // where a debugger reaches the thread: a WebSocket address
};

// Who sends on a connection.
struct Greeting
{
    QByteArray token; // of the run; proves that the sender belongs to it
    AgentInfo info; // without id
};
QByteArray encodeGreeting(const Greeting &greeting);

// Decodes the greeting of a connection, which comes before the frames of the channel. It does not
// trust the sender.
class GreetingDecoder
{
public:
    // Takes the next bytes. False when this is no greeting of the same version.
    bool feed(QByteArrayView bytes);
    // Empty until the greeting is complete.
    const std::optional<Greeting> &greeting() const { return m_greeting; }
    // What followed it.
    QByteArray takeRest() { return std::exchange(m_bytes, {}); }

private:
    QByteArray m_bytes;
    std::optional<Greeting> m_greeting;
};

// Encodes the contents of a channel as frames. Thread: any one, as the consumer of the channel.
class TraceEncoder
{
public:
    // Raise it with any change that the other end could misread.
    static constexpr quint32 version = 8;

    // Replaces out with the next frames: at most about 100 KiB, or one message if that is longer.
    // out is empty when there is nothing new. Returns true when the channel has more.
    bool take(TraceChannel &from, QByteArray &out);

private:
    void addHello(QByteArray &out);
    bool addRecords(TraceChannel &from, QByteArray &out);
    bool addMessages(TraceChannel &from, QByteArray &out);
    void addLost(TraceChannel &from, QByteArray &out);
    void addPosition(const LoopPosition &position, QByteArray &out);
    void addPause(const core::ProgramPause &pause, QByteArray &out);
    void addRequests(const RequestCounts &requests, QByteArray &out);
    void addBlocked(const BlockedPlace &place, QByteArray &out);
    void addDebugger(const QByteArray &url, QByteArray &out);

    bool m_greeted = false;
    LoopPosition m_position; // last sent
    core::ProgramPause m_pause; // last sent
    RequestCounts m_requests; // last sent
    BlockedPlace m_blocked; // last sent
    QByteArray m_debuggerUrl; // last sent
    MessageRing::Message m_message;
};

// The frame of a command, which the window sends to the program.
QByteArray encodeCommand(const Command &command);

// Decodes commands and posts them. Ignores everything after a malformed frame.
class CommandDecoder
{
public:
    void feed(QByteArrayView bytes, CommandChannel &commands);

private:
    QByteArray m_rest; // of an incomplete frame
    bool m_broken = false;
};

// Decodes frames into a channel. It does not trust the sender: it bounds sizes, drops values that
// no probe can write, and counts these as lost. After the first malformed frame it reads nothing
// more. Thread: any one, as the producer of the channel.
class TraceDecoder
{
public:
    // beginNs: no valid time is before it.
    explicit TraceDecoder(TraceChannel &channel, quint64 beginNs = monotonicNs());

    // Takes the next bytes of the stream. Returns false from the first malformed frame on.
    bool feed(QByteArrayView bytes);
    // The size of the incomplete frame at the end of the stream, which is kept until the rest
    // arrives.
    qsizetype bytesKept() const { return m_rest.size(); }
    // Call it when the stream has ended. An incomplete frame counts as lost.
    void finish();
    bool isBroken() const { return m_broken; }

private:
    bool take(FrameKind kind, QByteArrayView content);
    bool takeHello(QByteArrayView content);
    bool takeRecords(QByteArrayView content);
    bool takeMessage(QByteArrayView content);
    bool takePosition(QByteArrayView content);
    bool takeLost(QByteArrayView content);
    bool takePause(QByteArrayView content);
    bool takeRequests(QByteArrayView content);
    bool takeBlocked(QByteArrayView content);
    bool takeDebugger(QByteArrayView content);
    bool isPlausible(const Record &record) const;
    bool isPlausible(quint64 timeNs) const { return timeNs >= m_beginNs && timeNs <= m_nowNs; }
    void breakOff();

    TraceChannel &m_channel;
    QByteArray m_rest; // of an incomplete frame
    quint64 m_beginNs;
    quint64 m_nowNs = 0;
    bool m_greeted = false;
    bool m_broken = false;
};

} // namespace looptide::trace
