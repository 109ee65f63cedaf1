// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/exchangeevent.h"

#include <QByteArrayView>

#include <string_view>

// The order of the fields of MessageKind::ExchangeEvent. ExchangeProbe writes with the function
// below and TraceCollector reads with readExchangeEvent(); no other code knows the order.
namespace looptide::trace {

class TextPool;

// exchange: as the agent numbers it. Texts are V8 strings in the probe.
template <typename Text>
struct ExchangeEventFields
{
    ExchangeEvent::Kind kind {};
    quint64 exchange = 0;
    quint64 startNs = 0;
    bool isOpen = false;
    Text name {};
    Text text {};
    Text note {};
    qint64 number = 0;
    qint64 size = -1;
};

template <typename Writer, typename Text>
void writeExchangeEvent(Writer &fields, const ExchangeEventFields<Text> &event)
{
    fields.addNumber(qint64(event.kind));
    fields.addNumber(qint64(event.exchange));
    fields.addNumber(qint64(event.startNs));
    fields.add(std::string_view(event.isOpen ? "O" : "F"));
    fields.addNumber(event.number);
    fields.addNumber(event.size);
    fields.add(event.name);
    fields.add(event.note);
    fields.add(event.text);
}

// timeNs: of the message. Returns false when no probe can have written the payload.
bool readExchangeEvent(QByteArrayView payload, quint64 timeNs, TextPool &pool,
                       ExchangeEvent &event);

} // namespace looptide::trace
