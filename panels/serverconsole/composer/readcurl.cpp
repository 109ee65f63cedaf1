// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/composer/requestdraft.h"

#include <QHash>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <optional>

namespace looptide::models {

using namespace Qt::StringLiterals;
using Problem = ReadCurl::Problem;

namespace {

constexpr char16_t quote = u'\'';

// The character of an escape in $'...'; moves at to its last character.
QChar escaped(QStringView text, qsizetype &at)
{
    const QChar c = text[at];
    if (c == u'u' || c == u'x') {
        const qsizetype most = c == u'u' ? 4 : 2;
        qsizetype digits = 0;
        uint code = 0;
        while (digits < most && at + 1 < text.size()) {
            bool isDigit = false;
            const uint digit = text.sliced(at + 1, 1).toUInt(&isDigit, 16);
            if (!isDigit)
                break;
            code = code * 16 + digit;
            ++at;
            ++digits;
        }
        return QChar(char16_t(code));
    }
    return c == u'n' ? u'\n' : c == u'r' ? u'\r' : c == u't' ? u'\t' : c;
}

// The words of a command for a POSIX shell. Variables stay as they are. Nothing when a quote is
// open at the end.
std::optional<QStringList> shellWords(QStringView text)
{
    QStringList words;
    QString word;
    bool isWord = false;
    QChar open; // the quote
    bool isEscaping = false; // $'...'
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (open == quote) {
            if (c == quote)
                open = QChar();
            else if (c == u'\\' && isEscaping && i + 1 < text.size())
                word += escaped(text, ++i);
            else
                word += c;
        } else if (open == u'"') {
            const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
            if (c == u'"')
                open = QChar();
            else if (c == u'\\' && (next == u'"' || next == u'\\' || next == u'$' || next == u'`'))
                word += text[++i];
            else if (c == u'\\' && next == u'\n')
                ++i;
            else
                word += c;
        } else if (c == quote || c == u'"') {
            isEscaping = c == quote && word.endsWith(u'$');
            if (isEscaping)
                word.chop(1);
            open = c;
            isWord = true;
        } else if ((c == u'\\' || c == u'^') && i + 1 < text.size()
                   && (text[i + 1] == u'\n' || text[i + 1] == u'\r')) {
            i += text[i + 1] == u'\r' && i + 2 < text.size() && text[i + 2] == u'\n' ? 2 : 1;
        } else if (c == u'\\' && i + 1 < text.size()) {
            word += text[++i];
            isWord = true;
        } else if (c.isSpace()) {
            if (isWord)
                words.append(word);
            word.clear();
            isWord = false;
        } else {
            word += c;
            isWord = true;
        }
    }
    if (!open.isNull())
        return std::nullopt;
    if (isWord)
        words.append(word);
    return words;
}

// Options with a value, by all their names, to the long one.
const QHash<QString, QString> &valueOptions()
{
    static const QHash<QString, QString> options {
        { u"-X"_s, u"request"_s },
        { u"-H"_s, u"header"_s },
        { u"-d"_s, u"data"_s },
        { u"-A"_s, u"user-agent"_s },
        { u"-b"_s, u"cookie"_s },
        { u"-u"_s, u"user"_s },
        { u"-e"_s, u"referer"_s },
        { u"-o"_s, u"output"_s },
        { u"-m"_s, u"max-time"_s },
        { u"-x"_s, u"proxy"_s },
        { u"--request"_s, u"request"_s },
        { u"--header"_s, u"header"_s },
        { u"--data"_s, u"data"_s },
        { u"--data-raw"_s, u"data"_s },
        { u"--data-ascii"_s, u"data"_s },
        { u"--data-binary"_s, u"data"_s },
        { u"--data-urlencode"_s, u"data-urlencode"_s },
        { u"--json"_s, u"json"_s },
        { u"--url"_s, u"url"_s },
        { u"--user-agent"_s, u"user-agent"_s },
        { u"--cookie"_s, u"cookie"_s },
        { u"--user"_s, u"user"_s },
        { u"--referer"_s, u"referer"_s },
        { u"--output"_s, u"output"_s },
        { u"--max-time"_s, u"max-time"_s },
        { u"--connect-timeout"_s, u"max-time"_s },
        { u"--proxy"_s, u"proxy"_s },
        { u"--request-target"_s, u"request-target"_s },
    };
    return options;
}

// Options that change nothing about what is sent, or that clients do anyway.
bool isHarmless(const QString &option)
{
    static const QStringList long_ {
        u"--compressed"_s, u"--location"_s,  u"--insecure"_s,   u"--silent"_s,  u"--show-error"_s,
        u"--include"_s,    u"--verbose"_s,   u"--globoff"_s,    u"--fail"_s,    u"--http1.1"_s,
        u"--http2"_s,      u"--no-buffer"_s, u"--path-as-is"_s, u"--http1.0"_s,
    };
    static const QString letters = u"LksSivgfN#"_s;
    if (option.startsWith("--"_L1))
        return long_.contains(option);
    return std::all_of(option.begin() + 1, option.end(),
                       [](QChar c) { return letters.contains(c); });
}

class Reader
{
public:
    ReadCurl read(const QStringList &words)
    {
        for (m_at = 1; m_at < words.size() && m_read.problem == Problem::None; ++m_at)
            readWord(words);
        if (m_read.problem == Problem::None && m_read.draft.url.isEmpty())
            m_read.problem = Problem::NoUrl;
        if (m_read.problem != Problem::None)
            m_read.draft = {};
        else
            finish();
        return m_read;
    }

private:
    void readWord(const QStringList &words)
    {
        QString word = words[m_at];
        RequestDraft &draft = m_read.draft;
        if (!word.startsWith(u'-') || word.size() == 1) {
            draft.url = word;
            return;
        }
        QString value;
        bool hasValue = false;
        const qsizetype equals = word.indexOf(u'=');
        if (word.startsWith("--"_L1) && equals > 0) {
            value = word.sliced(equals + 1);
            word.truncate(equals);
            hasValue = true;
        } else if (!word.startsWith("--"_L1) && word.size() > 2
                   && valueOptions().contains(word.first(2))) {
            value = word.sliced(2);
            word.truncate(2);
            hasValue = true;
        }
        const QString option = valueOptions().value(word);
        if (option.isEmpty()) {
            takeFlag(word);
            return;
        }
        if (!hasValue)
            value = words.value(++m_at);
        take(option, value);
    }

    void takeFlag(const QString &word)
    {
        if (word == "--head"_L1 || word == "-I"_L1) {
            m_method = u"HEAD"_s;
        } else if (word == "--get"_L1 || word == "-G"_L1) {
            m_isGet = true;
        } else if (!isHarmless(word)) {
            m_read.problem = Problem::UnknownOption;
            m_read.option = word;
        }
    }

    void take(const QString &option, const QString &value)
    {
        RequestDraft &draft = m_read.draft;
        if (option == "request"_L1)
            m_method = value;
        else if (option == "header"_L1)
            draft.headers += headersOfLines(value);
        else if (option == "data"_L1)
            addData(value.toUtf8());
        else if (option == "data-urlencode"_L1)
            addData(encoded(value));
        else if (option == "json"_L1)
            takeJson(value);
        else if (option == "url"_L1)
            draft.url = value;
        else if (option == "user-agent"_L1)
            draft.headers.append({ u"User-Agent"_s, value });
        else if (option == "cookie"_L1)
            draft.headers.append({ u"Cookie"_s, value });
        else if (option == "referer"_L1)
            draft.headers.append({ u"Referer"_s, value });
        else if (option == "user"_L1)
            draft.headers.append({ u"Authorization"_s,
                                   u"Basic "_s + QString::fromLatin1(value.toUtf8().toBase64()) });
    }

    static QByteArray encoded(const QString &value)
    {
        const qsizetype equals = value.indexOf(u'=');
        const QString name = equals > 0 ? value.first(equals + 1) : QString();
        return name.toUtf8() + QUrl::toPercentEncoding(value.sliced(equals + 1));
    }

    void addData(const QByteArray &data)
    {
        QByteArray &body = m_read.draft.body;
        body = m_hasData ? body + '&' + data : data;
        m_hasData = true;
    }

    void takeJson(const QString &value)
    {
        m_read.draft.body += value.toUtf8();
        m_hasData = true;
        m_isJson = true;
    }

    bool hasHeader(QLatin1StringView name) const
    {
        return std::ranges::any_of(m_read.draft.headers, [name](const auto &header) {
            return header.first.compare(name, Qt::CaseInsensitive) == 0;
        });
    }

    void finish()
    {
        RequestDraft &draft = m_read.draft;
        if (!draft.url.contains("://"_L1))
            draft.url.prepend("http://"_L1);
        if (m_isGet && m_hasData) {
            draft.url += (draft.url.contains(u'?') ? u'&' : u'?') + QString::fromUtf8(draft.body);
            draft.body.clear();
            m_hasData = false;
        }
        draft.method = !m_method.isEmpty() ? m_method : m_hasData ? u"POST"_s : u"GET"_s;
        if (m_hasData && !hasHeader("content-type"_L1))
            draft.headers.append(
                { u"Content-Type"_s,
                  m_isJson ? u"application/json"_s : u"application/x-www-form-urlencoded"_s });
    }

    ReadCurl m_read;
    qsizetype m_at = 0;
    QString m_method;
    bool m_isGet = false;
    bool m_hasData = false;
    bool m_isJson = false;
};

} // namespace

ReadCurl readCurl(const QString &command)
{
    const auto words = shellWords(command);
    ReadCurl read;
    if (!words) {
        read.problem = Problem::OpenQuote;
        return read;
    }
    if (words->isEmpty() || (words->first() != "curl"_L1 && words->first() != "curl.exe"_L1)) {
        read.problem = Problem::NotCurl;
        return read;
    }
    return Reader().read(*words);
}

} // namespace looptide::models
