// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <QByteArray>
#include <QByteArrayView>

// How a trace channel crosses a process boundary: a stream of frames, each a head of 8 bytes (size
// of what follows, kind, zero) and its content, in the byte order of the machine that both ends run
// on.
namespace looptide::trace {

enum class FrameKind : quint16 {
    Hello = 1, // the first, once: "LOOPTIDE", version, size of a Record
    Records, // Records, one after the other
    Message, // of the message ring: kind, zero (6 bytes), id, timeNs, then its payload
    Position, // where the loop is: sinceNs, phase, waiting, zero (6 bytes)
    Lost, // since the last such frame: records, messages
    Pause, // whether a debugger keeps the program: count, reason, zero (7 bytes)
    Requests, // so far: received, answered
    Blocked, // where a blocked loop is: sinceNs, line, column, then script, NUL, function
};

// Makes frames of what a channel holds. Thread: any one, as the consumer of the channel.
class TraceEncoder
{
public:
    // A new version for any change that the other end could misread.
    static constexpr quint32 version = 4;

    // Replaces out by the frames of what is there, about 100 KiB at most besides one message;
    // nothing new leaves it empty. True when there is more.
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

    bool m_greeted = false;
    LoopPosition m_position; // last sent
    core::ProgramPause m_pause; // last sent
    RequestCounts m_requests; // last sent
    BlockedPlace m_blocked; // last sent
    MessageRing::Message m_message;
};

// The way back: puts what the frames tell into a channel. Whoever sends them is not trusted: sizes
// are bounded, values outside of what a probe can write are dropped and counted as lost, and after
// the first frame that is none nothing more is read. Thread: any one, as the producer of the
// channel.
class TraceDecoder
{
public:
    explicit TraceDecoder(TraceChannel &channel);

    // The next bytes of the stream. False from the first fault on.
    bool feed(QByteArrayView bytes);
    // What a frame that has not come whole keeps until then.
    qsizetype bytesKept() const { return m_rest.size(); }
    // The stream has ended. A frame that was cut off counts as lost.
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
    bool isPlausible(const Record &record) const;
    bool isPlausible(quint64 timeNs) const { return timeNs >= m_beginNs && timeNs <= m_nowNs; }
    void breakOff();

    TraceChannel &m_channel;
    QByteArray m_rest; // of a frame that has not come whole
    quint64 m_beginNs; // nothing is older than this object
    quint64 m_nowNs = 0;
    bool m_greeted = false;
    bool m_broken = false;
};

} // namespace looptide::trace
