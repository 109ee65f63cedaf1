// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtTypes>

#include <string>
#include <string_view>

namespace looptide::trace {

// Builds the payload of a message: UTF-8 fields, each ended by a NUL byte, in a buffer that the
// caller keeps. What would not fit into a message (MessageRing::maxPayload) is cut: the longest
// fields lose their end, and a writer of many fields stops when isFull(). Views of fields are valid
// until the next field is added. Thread: any one.
class FieldWriter
{
public:
    // Clears text.
    explicit FieldWriter(std::string &text);

    void add(std::string_view field);
    void addNumber(qint64 number);
    // Fields that have their NUL bytes already.
    void addRaw(std::string_view fields) { m_text.append(fields); }
    // The header lines of an HTTP head, as name and value fields.
    void addHead(std::string_view head);

    // No more headers should be added.
    bool isFull() const;

protected:
    // Ends the field that began there, and returns it.
    std::string_view end(std::size_t begin);

    std::string &m_text;
};

// Takes the next NUL-ended field off the front of fields; a missing one is empty.
QByteArrayView takeField(QByteArrayView &fields);

} // namespace looptide::trace
