// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <v8.h>

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace looptide::host {

// Numbers the places in scripts that records refer to, and writes each one once as a message
// (runtime/trace/places.h). Bounded: further places have the index 0, which means unknown.
//
// Owned by CallbackProbe. Thread: loop.
class PlaceWriter
{
public:
    static constexpr std::size_t maxPlaces = 50'000;
    static constexpr int frameLimit = 16; // of a stack: the user's innermost frames

    explicit PlaceWriter(trace::TraceChannel &channel) : m_channel(channel) { }

    // The index of the place where a function is defined, if it has one already. Allocates nothing.
    // False when it has none yet: call indexOf().
    bool find(v8::Function *function, quint32 *index) const;
    // The same; writes the place when it is new. Runs no JavaScript.
    quint32 indexOf(v8::Isolate *isolate, v8::Local<v8::Function> function);
    // Whether a function that has an index belongs to Node or Looptide.
    bool isInternal(quint32 index) const { return m_internal.contains(index); }
    // The index of the current stack, without the frames of Node and Looptide; 0 when it has no
    // other frame.
    quint32 currentStack(v8::Isolate *isolate);

private:
    static quint64 keyOf(const v8::Function *function);
    quint32 write(quint64 key, std::unordered_map<quint64, quint32> &indexes);

    trace::TraceChannel &m_channel;
    std::unordered_map<quint64, quint32> m_functions; // by script and position
    std::unordered_map<quint64, quint32> m_stacks; // by hash
    std::unordered_set<quint32> m_internal; // functions that are not the user's
    quint32 m_last = 0;
    std::string m_text;
};

} // namespace looptide::host
