// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtTypes>

#include <string>
#include <string_view>

namespace looptide::trace {

// Builds the payload of a message: UTF-8 fields, each ended by a NUL byte, in a buffer that the
// caller keeps. Text that would not fit into a message (MessageRing::maxPayload) is cut: the
// longest fields lose their end, and a writer of many fields stops when isFull(). The view of a
// field is valid until the next field is added. Thread: any one.
class FieldWriter
{
public:
    // Clears text.
    explicit FieldWriter(std::string &text);

    void add(std::string_view field);
    void addNumber(qint64 number);
    // Appends fields that already contain their NUL bytes.
    void addRaw(std::string_view fields) { m_text.append(fields); }
    // Adds the header lines of an HTTP head, as name and value fields.
    void addHead(std::string_view head);

    // Whether no more headers should be added.
    bool isFull() const;

protected:
    // Ends the field that began at begin, and returns it.
    std::string_view end(std::size_t begin);

    std::string &m_text;
};

// Removes the next NUL-ended field from the front of fields and returns it. A missing field is
// empty.
QByteArrayView takeField(QByteArrayView &fields);

} // namespace looptide::trace
