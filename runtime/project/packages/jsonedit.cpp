// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/jsonedit.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace looptide::project {

namespace {

// The functions below are only used with texts that QJsonDocument has accepted.

qsizetype afterSpace(const QByteArray &text, qsizetype at)
{
    while (at < text.size() && QByteArrayView(" \t\r\n").contains(text.at(at)))
        ++at;
    return at;
}

qsizetype afterString(const QByteArray &text, qsizetype at)
{
    for (++at; at < text.size() && text.at(at) != '"'; ++at) {
        if (text.at(at) == '\\')
            ++at;
    }
    return at + 1;
}

qsizetype afterValue(const QByteArray &text, qsizetype at)
{
    int depth = 0;
    do {
        const char c = text.at(at);
        if (c == '"') {
            at = afterString(text, at);
            continue;
        }
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']')
            --depth;
        else if (depth == 0) { // a number or a word
            while (at < text.size() && !QByteArrayView(",]} \t\r\n").contains(text.at(at)))
                ++at;
            return at;
        }
        ++at;
    } while (depth > 0 && at < text.size());
    return at;
}

QString decoded(const QByteArray &string)
{
    return QJsonDocument::fromJson('[' + string + ']').array().first().toString();
}

QByteArray encoded(const QString &value)
{
    const QByteArray array = QJsonDocument(QJsonArray { value }).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

} // namespace

JsonEdit::JsonEdit(const QByteArray &text)
    : m_text(text), m_isValid(QJsonDocument::fromJson(text).isObject())
{
}

const JsonEdit::Member *JsonEdit::Object::find(const QString &name) const
{
    const auto found = std::find_if(members.rbegin(), members.rend(),
                                    [&](const Member &member) { return member.name == name; });
    return found == members.rend() ? nullptr : &*found;
}

std::optional<JsonEdit::Object> JsonEdit::objectAt(qsizetype position) const
{
    if (!m_isValid || position >= m_text.size() || m_text.at(position) != '{')
        return {};
    Object object { position, position, {} };
    qsizetype at = afterSpace(m_text, position + 1);
    while (at < m_text.size() && m_text.at(at) == '"') {
        Member member;
        member.start = at;
        at = afterString(m_text, at);
        member.name = decoded(m_text.sliced(member.start, at - member.start));
        at = afterSpace(m_text, at) + 1; // the colon
        member.valueStart = afterSpace(m_text, at);
        member.valueEnd = afterValue(m_text, member.valueStart);
        at = afterSpace(m_text, member.valueEnd);
        object.members.append(member);
        if (at < m_text.size() && m_text.at(at) == ',')
            at = afterSpace(m_text, at + 1);
    }
    object.end = at;
    return object;
}

std::optional<JsonEdit::Object> JsonEdit::objectOf(const QStringList &path) const
{
    const qsizetype bom = m_text.startsWith("\xef\xbb\xbf") ? 3 : 0;
    std::optional<Object> object = objectAt(afterSpace(m_text, bom));
    for (const QString &name : path) {
        const Member *member = object ? object->find(name) : nullptr;
        if (!member)
            return {};
        object = objectAt(member->valueStart);
    }
    return object;
}

std::optional<QString> JsonEdit::value(const QStringList &path) const
{
    const auto object = objectOf(path.sliced(0, path.size() - 1));
    const Member *member = object ? object->find(path.last()) : nullptr;
    if (!member || m_text.at(member->valueStart) != '"')
        return {};
    return decoded(m_text.sliced(member->valueStart, member->valueEnd - member->valueStart));
}

QStringList JsonEdit::names(const QStringList &path) const
{
    QStringList names;
    if (const auto object = objectOf(path)) {
        for (const Member &member : object->members)
            names += member.name;
    }
    names.removeDuplicates();
    return names;
}

bool JsonEdit::set(const QStringList &path, const std::optional<QString> &value)
{
    const QStringList above = path.sliced(0, path.size() - 1);
    auto object = objectOf(above);
    if (!object && !value)
        return m_isValid;
    if (!object && !above.isEmpty()) {
        const auto root = objectOf({});
        if (!root || root->find(above.first()))
            return false; // something else is there
        insert(*root, above.first(), "{}");
        object = objectOf(above);
    }
    if (!object)
        return false;
    const Member *member = object->find(path.last());
    if (!value && member)
        remove(*object, *member);
    else if (value && member)
        m_text.replace(member->valueStart, member->valueEnd - member->valueStart, encoded(*value));
    else if (value)
        insert(*object, path.last(), encoded(*value));
    return true;
}

// What stands before each member: that before the first one; in an empty object one step more than
// before the object itself.
QByteArray JsonEdit::spaceBefore(const Object &object) const
{
    if (!object.members.isEmpty())
        return m_text.sliced(object.start + 1, object.members.first().start - object.start - 1);
    const auto root = objectOf({});
    if (root->members.isEmpty())
        return root->start == object.start ? "\n  " : "\n    ";
    const QByteArray space =
        m_text.sliced(root->start + 1, root->members.first().start - root->start - 1);
    const qsizetype line = space.lastIndexOf('\n');
    return root->start == object.start || line < 0 ? space : space + space.sliced(line + 1);
}

void JsonEdit::insert(const Object &object, const QString &name, const QByteArray &value)
{
    const QByteArray space = spaceBefore(object);
    const QByteArray member = space + encoded(name) + ": " + value;
    if (!object.members.isEmpty()) {
        m_text.insert(object.members.last().valueEnd, ',' + member);
        return;
    }
    // The closing brace stands one step further left.
    QByteArray end = space.contains('\n') ? QByteArray("\n") : space;
    const auto root = objectOf({});
    if (root->start != object.start && space.contains('\n') && !root->members.isEmpty())
        end = m_text.sliced(root->start + 1, root->members.first().start - root->start - 1);
    m_text.replace(object.start + 1, object.end - object.start - 1, member + end);
}

void JsonEdit::remove(const Object &object, const Member &member)
{
    const qsizetype position = &member - object.members.constData();
    qsizetype from = object.start + 1;
    qsizetype to = object.end;
    if (position > 0) {
        from = object.members.at(position - 1).valueEnd;
        to = member.valueEnd;
    } else if (object.members.size() > 1) {
        from = member.start;
        to = object.members.at(1).start;
    }
    m_text.remove(from, to - from);
}

} // namespace looptide::project
