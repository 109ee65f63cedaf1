// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/exchangeeventmessages.h"

#include "runtime/trace/messagefields.h"
#include "runtime/trace/textpool.h"

#include <algorithm>
#include <limits>

namespace looptide::trace {

namespace {

qint64 takeNumber(QByteArrayView &fields)
{
    return takeField(fields).toLongLong();
}

} // namespace

bool readExchangeEvent(QByteArrayView payload, quint64 timeNs, TextPool &pool, ExchangeEvent &event)
{
    const qint64 kind = takeNumber(payload);
    if (kind < 0 || kind >= ExchangeEvent::kindCount)
        return false;
    event.kind = ExchangeEvent::Kind(kind);
    event.exchange = quint64(std::max<qint64>(0, takeNumber(payload)));
    event.startNs = std::min(quint64(std::max<qint64>(0, takeNumber(payload))), timeNs);
    event.isOpen = takeField(payload) == "O";
    event.durationNs = event.isOpen ? 0 : timeNs - event.startNs;
    event.number =
        qint32(std::clamp<qint64>(takeNumber(payload), 0, std::numeric_limits<qint32>::max()));
    event.size = std::max<qint64>(-1, takeNumber(payload));
    event.name = pool.text(takeField(payload));
    event.note = pool.text(takeField(payload));
    event.text = pool.text(takeField(payload));
    return true;
}

} // namespace looptide::trace
