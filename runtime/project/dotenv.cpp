// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/dotenv.h"

#include <algorithm>

namespace looptide::project {

namespace {

QByteArrayView trimmed(QByteArrayView text)
{
    constexpr auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

class Parser
{
public:
    explicit Parser(QByteArrayView content) : m_rest(trimmed(content)) { }

    Variables parse()
    {
        while (!m_rest.isEmpty()) {
            if (m_rest.front() == '\n' || m_rest.front() == '#')
                skipLine();
            else
                takeAssignment();
        }
        return m_variables;
    }

private:
    // Up to and with the next line end at or after from.
    void skipLine(qsizetype from = 0)
    {
        const qsizetype end = m_rest.indexOf('\n', from);
        m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
    }

    void takeAssignment()
    {
        const qsizetype equals = m_rest.indexOf('=');
        const qsizetype lineEnd = m_rest.indexOf('\n');
        if (equals < 0 || (lineEnd >= 0 && lineEnd < equals)) {
            skipLine();
            m_rest = trimmed(m_rest);
            return;
        }
        QByteArrayView key = trimmed(m_rest.first(equals));
        m_rest = m_rest.sliced(equals + 1);
        if (m_rest.isEmpty() || m_rest.front() == '\n') {
            store(key, {});
            return skipLine();
        }
        m_rest = trimmed(m_rest);
        if (key.isEmpty())
            return; // the text after the = is parsed like a new line
        if (key.startsWith("export ")) // stays when there is no value
            key = trimmed(key.sliced(7));
        takeValue(key);
    }

    void takeValue(QByteArrayView key)
    {
        if (m_rest.isEmpty())
            return store(key, {});
        const char quote = m_rest.front();
        const bool isQuoted = quote == '"' || quote == '\'' || quote == '`';
        const qsizetype closing = isQuoted ? m_rest.indexOf(quote, 1) : -1;
        if (closing < 0)
            return takeLine(key, isQuoted);
        QByteArray value = m_rest.sliced(1, closing - 1).toByteArray();
        if (quote == '"')
            value.replace("\\n", "\n");
        store(key, value);
        skipLine(closing + 1);
    }

    // A quote that is never closed is a character like any other, and so is # after it.
    void takeLine(QByteArrayView key, bool hasQuote)
    {
        const qsizetype lineEnd = m_rest.indexOf('\n');
        QByteArrayView value = lineEnd < 0 ? m_rest : m_rest.first(lineEnd);
        const qsizetype hash = hasQuote ? -1 : value.indexOf('#');
        if (hash >= 0)
            value = value.first(hash);
        store(key, hasQuote ? value : trimmed(value));
        skipLine();
    }

    void store(QByteArrayView key, QByteArrayView value)
    {
        const QString name = QString::fromUtf8(key);
        const auto known =
            std::ranges::find(m_variables, name, &std::pair<QString, QString>::first);
        if (known == m_variables.end())
            m_variables.append({ name, QString::fromUtf8(value) });
        else
            known->second = QString::fromUtf8(value);
    }

    QByteArrayView m_rest;
    Variables m_variables;
};

} // namespace

Variables parseDotenv(const QByteArray &content)
{
    QByteArray lines = content;
    lines.replace('\r', QByteArray());
    return Parser(lines).parse();
}

} // namespace looptide::project
