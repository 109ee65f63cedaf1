// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/messagefields.h"

#include <QHash>
#include <QList>
#include <QString>

// The tables beside the records: names of resource types and places in scripts. A record has the
// index of an entry; the loop thread writes each entry once, as a message.
namespace looptide::trace {

class TextPool;

struct CodeFrame
{
    QString script; // a path, a file: URL, or the name of a script of Node ("node:net")
    int line = 0; // from 1
    int column = 0; // from 1
    QString function; // empty: anonymous

    bool isUsers() const; // neither Node's nor Looptide's
    QString path() const; // of the file; empty when it is no file
    bool operator==(const CodeFrame &) const = default;
};

// Where a function is defined (one frame), or a stack, innermost frame first.
struct Place
{
    quint16 agent = 0;
    quint32 index = 0;
    QList<CodeFrame> frames;
};

// "Timeout", "TCPWRAP", "PROMISE": the type that Node's async_hooks have for a resource.
struct ResourceType
{
    quint16 agent = 0;
    quint16 index = 0;
    QString name;
};

// MessageKind::ResourceType has one field, the name. MessageKind::Place has four for each frame.
inline void writeFrame(FieldWriter &fields, std::string_view script, int line, int column,
                       std::string_view function)
{
    fields.add(script);
    fields.addNumber(line);
    fields.addNumber(column);
    fields.add(function);
}
QList<CodeFrame> readFrames(QByteArrayView payload, TextPool &pool);
QString readTypeName(QByteArrayView payload, TextPool &pool);

// The entries of all agents of a run. A value. Bounded: the newest entries are kept out.
class PlaceTable
{
public:
    static constexpr qsizetype maxPlaces = 200'000;
    static constexpr qsizetype maxTypes = 50'000;

    void add(const Place &place);
    void add(const ResourceType &type);
    void clear();

    // Empty when unknown.
    QString typeName(quint16 agent, quint16 index) const;
    QList<CodeFrame> frames(quint16 agent, quint32 index) const;

    QList<Place> places() const { return m_places.values(); }
    QList<ResourceType> types() const { return m_types.values(); }

private:
    QHash<quint64, Place> m_places; // by agent and index
    QHash<quint64, ResourceType> m_types; // the same
};

} // namespace looptide::trace
