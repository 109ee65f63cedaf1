// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::project {

// Changes texts in a JSON object and leaves everything else of the file as it is: the order,
// spaces, and members that Looptide does not know. A plain value.
class JsonEdit
{
public:
    explicit JsonEdit(const QByteArray &text);

    bool isValid() const { return m_isValid; } // the text is one JSON object
    QByteArray text() const { return m_text; }

    // path: { "engines", "node" }: at most two names. Nothing when there is no text there.
    std::optional<QString> value(const QStringList &path) const;
    // The names in an object, in the order of the file.
    QStringList names(const QStringList &path) const;
    // Writes a text; nothing removes the member. Objects on the way are made. Returns false when
    // something else than an object is in the way.
    bool set(const QStringList &path, const std::optional<QString> &value);

private:
    struct Member
    {
        QString name;
        qsizetype start; // of the name
        qsizetype valueStart;
        qsizetype valueEnd;
    };
    struct Object
    {
        qsizetype start; // of {
        qsizetype end; // of }
        QList<Member> members;

        const Member *find(const QString &name) const; // the last one counts
    };

    std::optional<Object> objectAt(qsizetype position) const;
    std::optional<Object> objectOf(const QStringList &path) const;
    void insert(const Object &object, const QString &name, const QByteArray &value);
    void remove(const Object &object, const Member &member);
    QByteArray spaceBefore(const Object &object) const;

    QByteArray m_text;
    bool m_isValid = false;
};

} // namespace looptide::project
