// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/places.h"

#include "runtime/trace/textpool.h"

#include <QUrl>

#include <algorithm>

namespace looptide::trace {

namespace {

constexpr int longestStack = 64; // frames that are read

int readNumber(QByteArrayView &fields)
{
    return std::max(0, takeField(fields).toInt());
}

quint64 keyOf(quint16 agent, quint32 index)
{
    return quint64(agent) << 32 | index;
}

} // namespace

bool CodeFrame::isUsers() const
{
    return script.startsWith(u'/') || script.startsWith(u"file://");
}

QString CodeFrame::path() const
{
    return script.startsWith(u"file://") ? QUrl(script).toLocalFile()
        : script.startsWith(u'/')        ? script
                                         : QString();
}

QList<CodeFrame> readFrames(QByteArrayView payload, TextPool &pool)
{
    QList<CodeFrame> frames;
    while (!payload.isEmpty() && frames.size() < longestStack) {
        CodeFrame frame;
        frame.script = pool.text(takeField(payload));
        frame.line = readNumber(payload);
        frame.column = readNumber(payload);
        frame.function = pool.text(takeField(payload));
        frames.append(frame);
    }
    return frames;
}

QString readTypeName(QByteArrayView payload, TextPool &pool)
{
    return pool.text(takeField(payload));
}

void PlaceTable::add(const Place &place)
{
    if (m_places.size() < maxPlaces)
        m_places.insert(keyOf(place.agent, place.index), place);
}

void PlaceTable::add(const ResourceType &type)
{
    if (m_types.size() < maxTypes)
        m_types.insert(keyOf(type.agent, type.index), type);
}

void PlaceTable::clear()
{
    m_places.clear();
    m_types.clear();
}

QString PlaceTable::typeName(quint16 agent, quint16 index) const
{
    return m_types.value(keyOf(agent, index)).name;
}

QList<CodeFrame> PlaceTable::frames(quint16 agent, quint32 index) const
{
    return m_places.value(keyOf(agent, index)).frames;
}

} // namespace looptide::trace
