// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/composer/requestdraft.h"

#include <QHash>
#include <QList>

namespace looptide::models {

// The requests of a .http file, which other tools read too. A value.
//
//   @host = localhost:3000
//
//   ### Name of the request
//   POST http://{{host}}/tasks HTTP/1.1
//   Content-Type: application/json
//
//   {"title": "Buy milk"}
//
// "###" begins a request and may have its name; "# @name x" or "// @name x" gives one, too. Other
// lines that begin with "#" or "//" before a body are comments. Lines after the URL that begin with
// blanks and "?" or "&" continue it.
class HttpFile
{
public:
    static HttpFile parse(const QString &text);
    // The file with one more request at its end, or, when it has one with this name, in its place.
    // What is not a part of that request stays as it is.
    static QString withRequest(const QString &text, const RequestDraft &draft);

    const QList<RequestDraft> &requests() const { return m_requests; }
    // Values of "@name = value" lines, by name.
    const QHash<QString, QString> &variables() const { return m_variables; }
    // The request with the values of its variables. Unknown ones stay as they are.
    RequestDraft filled(const RequestDraft &draft) const;

private:
    QString filled(QString text) const;

    QList<RequestDraft> m_requests;
    QHash<QString, QString> m_variables;
};

} // namespace looptide::models
