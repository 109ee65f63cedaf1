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

// Where the user's code was while one callback held up the loop: the innermost frame on the stack
// that is not Node's own.
struct BlockedPlace
{
    quint64 sinceNs = 0; // LoopPosition::sinceNs of that moment; 0: not known
    quint32 line = 0; // counted from 1
    quint32 column = 0; // counted from 1; 0: not known
    QByteArray script; // as V8 names it: a path or a file URL
    QByteArray function; // may be empty

    bool operator==(const BlockedPlace &) const = default;

    QString path() const; // of the script; empty when it is no file
    QString place() const; // "/p/app.js:3:5"
};

// What a trace channel knows of a blocked loop. The consumer notices that one callback takes long
// and asks; the loop thread answers from V8's interrupt, once a second at most. In native code (a
// blocking read, say) V8 has no interrupts, and the place stays unknown.
class BlockWatch
{
public:
    // Thread: loop. How to ask its thread; called on another one, with this object locked. Null
    // before the thing that is asked goes.
    void setSource(std::function<void(quint64 sinceNs)> source);
    // Thread: loop, or the producer of the channel.
    void setPlace(const BlockedPlace &place);

    // Thread: consumer. sinceNs: when the callback began that still runs.
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
