// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace looptide::trace {

// Something that the program did for a request that it received, or a part of the response that
// was sent. A plain value. Its text comes from the program and from the network and is shown as
// plain text only.
struct ExchangeEvent
{
    enum class Kind : quint8 {
        Call, // a request that the program made
        Output, // text that it wrote to a standard stream, or an error that a handler threw
        Step, // a middleware or a handler that the request passed
        Message, // one message of a WebSocket or of an event stream, or a chunk of a response
    };
    static constexpr quint8 kindCount = 4;

    quint64 id = 0; // unique within a run; a later state of an event has the same
    quint64 exchange = 0; // HttpExchange::id of the request; 0: the program did it by itself
    quint16 agent = 0; // AgentInfo::id
    Kind kind = Kind::Call;
    bool isOpen = false; // it has not ended
    quint64 startNs = 0; // monotonic, the clock of Record
    quint64 durationNs = 0; // until its end; 0 for what has no duration

    // The fields by kind:
    //         Call             Output                    Step                 Message
    // name    method           "out", "err" or "error"   function             type, or event
    // text    URL              text                      file, or file: URL   text; none for bytes
    // note    error, if any                              error, if any        "in" or "out"
    // number  status; 0: none                            line, from 1
    // size    -1: unknown                                                     bytes
    QString name;
    QString text;
    QString note;
    qint32 number = 0;
    qint64 size = -1;

    bool operator==(const ExchangeEvent &) const = default;
};

} // namespace looptide::trace

Q_DECLARE_METATYPE(looptide::trace::ExchangeEvent)
