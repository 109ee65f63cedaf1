// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/list/requestlog.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace looptide::models {

// The filter language of the console: words that a request must contain, and terms "key:value".
//
//   method:POST            or several: method:PUT,PATCH
//   status:404             also 4xx, 400-499, >=400, open, aborted
//   path:/api              a part of the URL
//   route:/tasks/:id       the pattern that the router has matched, or a part of it
//   header:name            of the request or the response; header:name=value: contains the value
//   body:text              a part of the body of the request or the response, as text
//   slower:100ms           also us, s; a number without a unit counts milliseconds; faster: the
//   same larger:10k             size of the response's body; also smaller: agent:worker2 thread or
//   process that has answered is:error               also open, aborted, full (headers were
//   recorded)
//
// "-" before a word or a term excludes what fits. Quotes keep blanks together. A term without a
// value, which is being typed, fits everything. A word whose key does not exist is a plain word, as
// URLs contain colons.
class RequestQuery
{
public:
    // Whether a row was answered by the agent that a text names.
    using AgentTest = std::function<bool(const RequestRow &, const QString &)>;

    RequestQuery() = default;
    explicit RequestQuery(const QString &text);
    explicit RequestQuery(const QStringList &words);

    bool isEmpty() const { return m_terms.isEmpty(); }
    // Values that cannot be understood ("status:abc"). Such a term fits nothing.
    const QStringList &mistakes() const { return m_mistakes; }
    bool matches(const RequestLog &log, quint64 sequence, const AgentTest &isAgent) const;

    // The words of a text; quotes keep blanks together and are removed.
    static QStringList wordsOf(const QString &text);
    // Keys, with their colons.
    static QStringList keys();

private:
    enum class Key {
        Word,
        Method,
        Status,
        Path,
        Route,
        Header,
        Body,
        Slower,
        Faster,
        Larger,
        Smaller,
        Agent,
        Is,
    };
    struct Range
    {
        qint64 from = 0;
        qint64 to = 0; // inclusive
    };
    struct Term
    {
        Key key = Key::Word;
        bool isNegated = false;
        QString text; // the value
        QByteArray needle; // the value in lower case; null when it has other letters than ASCII
        QStringList values; // of a list
        QList<Range> ranges; // of status; the first one has the limit of times and sizes
        QString name; // of a header
    };

    void add(const QString &word);
    bool fill(Term &term) const;
    static bool fillStatus(Term &term);
    bool fits(const Term &term, const RequestLog &log, quint64 sequence,
              const AgentTest &isAgent) const;
    static bool fitsWord(const Term &term, const RequestLog &log, quint64 sequence);
    static bool fitsStatus(const Term &term, const RequestRow &row);
    static bool fitsState(const Term &term, const RequestRow &row);
    static bool fitsHeader(const Term &term, const trace::HttpExchange *detail);
    static bool fitsBody(const Term &term, const trace::HttpExchange *detail);

    QList<Term> m_terms;
    QStringList m_mistakes;
};

// What can be typed at the end of a text: keys, or values of the key that is being typed. known:
// values that occur in the list, by key ("method:").
QStringList queryCompletions(const QString &text, const QHash<QString, QStringList> &known);

} // namespace looptide::models
