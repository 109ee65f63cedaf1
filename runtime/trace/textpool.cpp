// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/textpool.h"

#include "runtime/trace/messagefields.h"

#include <QHashFunctions>

#include <utility>

namespace looptide::trace {

TextPool::TextPool() : m_texts(textSlots), m_headers(headerSlots) { }

QString TextPool::text(QByteArrayView utf8)
{
    if (utf8.isEmpty())
        return {};
    if (utf8.size() > longestText)
        return QString::fromUtf8(utf8);
    TextSlot &slot = m_texts[qHash(utf8) & (textSlots - 1)];
    if (slot.utf8 != utf8)
        slot = { utf8.toByteArray(), QString::fromUtf8(utf8) };
    return slot.text;
}

HttpHeaders TextPool::headers(QByteArrayView fields)
{
    if (fields.isEmpty())
        return {};
    if (fields.size() > longestHeaders)
        return read(fields);
    HeaderSlot &slot = m_headers[qHash(fields) & (headerSlots - 1)];
    if (slot.fields != fields)
        slot = { fields.toByteArray(), read(fields) };
    return slot.headers;
}

HttpHeaders TextPool::read(QByteArrayView fields)
{
    HttpHeaders headers;
    headers.reserve(fields.count('\0') / 2);
    while (!fields.isEmpty()) {
        QString name = text(takeField(fields));
        headers.append({ std::move(name), text(takeField(fields)) });
    }
    return headers;
}

} // namespace looptide::trace
