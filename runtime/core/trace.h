// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/httpexchange.h"
#include "runtime/core/messagering.h"
#include "runtime/core/recordring.h"

#include <QList>

namespace looptide::core {

// The bounded path from a loop thread to this process's readers. One producer (the loop thread), one
// consumer (a TraceCollector's thread). The producer never waits: what does not fit is counted.
class TraceChannel
{
public:
    RecordRing records;
    MessageRing messages;
};

// What one drain of a channel brought: values, safe to keep and to copy.
struct TraceBatch
{
    QList<Record> records;
    QList<HttpExchange> exchanges; // new ones and new states of known ones; match by id
    QList<ListenAddress> listening;
    quint64 lostRecords = 0; // since the last batch
    quint64 lostMessages = 0;

    bool isEmpty() const
    {
        return records.isEmpty() && exchanges.isEmpty() && listening.isEmpty() && lostRecords == 0
            && lostMessages == 0;
    }
};

} // namespace looptide::core
