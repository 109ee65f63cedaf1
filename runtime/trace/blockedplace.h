// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QtTypes>

#include <functional>
#include <mutex>

namespace looptide::trace {

// A callback that runs for longer than this blocks the loop.
inline constexpr quint64 blockedAfterNs = 200'000'000;

// The location of the user's code while one callback blocked the loop: the innermost stack frame
// that is not Node's own.
struct BlockedPlace
{
    quint64 sinceNs = 0; // LoopPosition::sinceNs at that moment; 0: unknown
    quint32 line = 0; // counted from 1
    quint32 column = 0; // counted from 1; 0: not known
    QByteArray script; // as V8 names it: a path or a file URL
    QByteArray function; // may be empty

    bool operator==(const BlockedPlace &) const = default;

    QString path() const; // of the script; empty when it is not a file
    QString place() const; // "/p/app.js:3:5"
};

// The part of a trace channel that locates a blocked loop. When the consumer notices that one
// callback runs for long, it asks, at most once a second, and the loop thread reports its location
// from V8's interrupt. V8 does not interrupt native code (a blocking read, for example); the
// location stays unknown then.
class BlockWatch
{
public:
    // Thread: loop. Sets the function that asks the loop thread. It is called on another thread,
    // while this object is locked. Set it to null before the object that it uses is destroyed.
    void setSource(std::function<void(quint64 sinceNs)> source);
    // Thread: loop, or the producer of the channel.
    void setPlace(const BlockedPlace &place);

    // Thread: consumer. sinceNs: when the callback began that is still running.
    void watch(quint64 sinceNs, quint64 nowNs);
    // Thread: any.
    BlockedPlace place() const;

private:
    mutable std::mutex m_mutex;
    std::function<void(quint64)> m_source;
    BlockedPlace m_place;
    quint64 m_askedNs = 0;
};

} // namespace looptide::trace
