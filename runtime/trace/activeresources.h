// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/places.h"

#include <optional>

namespace looptide::trace {

// Something that keeps a program running: a timer, a handle or a request that has a reference.
struct ActiveResource
{
    quint32 id = 0; // for Command::changeResource()
    QString type; // "Timeout", or the name of Node's class: "TCP", "TCP server", "FSReqCallback"
    QString detail; // an address, or a command with its process id; may be empty
    std::optional<qint64> dueMs; // of a timer: from the time of the list; negative: it is late
    std::optional<qint64> repeatMs; // of an interval
    quint64 asyncId = 0; // 0: unknown
    bool canUnref = false;
    bool canClose = false;
    CodeFrame callback; // where the function is defined; line 0: unknown

    bool operator==(const ActiveResource &) const = default;
};

// All of an agent at one time. A value.
struct ActiveResources
{
    quint16 agent = 0;
    quint64 timeNs = 0;
    quint64 total = 0; // more than there are items when there were too many for a message
    QList<ActiveResource> items;
};

// MessageKind::ActiveResources: the total, then these fields of each resource, in this order:
// id, type, detail, due, repeat, async id, what can be done ("u": unref, "c": close), script, line,
// column, function.
inline constexpr int activeResourceFields = 11;

ActiveResources readActiveResources(QByteArrayView payload, TextPool &pool);

} // namespace looptide::trace
