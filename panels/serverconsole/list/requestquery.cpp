// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/list/requestquery.h"

#include "panels/serverconsole/body/bodydecoder.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>

namespace looptide::models {

using trace::HttpExchange;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 unlimited = std::numeric_limits<qint64>::max();

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

// needle is in lower case.
bool containsIgnoringCase(QByteArrayView text, QByteArrayView needle)
{
    const auto isEqual = [](char a, char b) { return lowered(a) == b; };
    return std::search(text.begin(), text.end(), needle.begin(), needle.end(), isEqual)
        != text.end();
}

bool isAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

bool contains(QByteArrayView utf8, const QByteArray &needle, const QString &text)
{
    return needle.isNull() ? QString::fromUtf8(utf8).contains(text, Qt::CaseInsensitive)
                           : containsIgnoringCase(utf8, needle);
}

// "100ms" in ns, "10k" in bytes; -1 when it is neither.
qint64 amountOf(const QString &text, const QHash<QString, double> &units, double ordinary)
{
    static const QRegularExpression form(u"^(\\d+(?:\\.\\d+)?)([a-zµ]*)$"_s);
    const auto match = form.match(text.toLower());
    if (!match.hasMatch())
        return -1;
    const QString unit = match.captured(2);
    if (!unit.isEmpty() && !units.contains(unit))
        return -1;
    const double amount =
        match.captured(1).toDouble() * (unit.isEmpty() ? ordinary : units.value(unit));
    return amount < double(unlimited) ? qint64(amount) : unlimited;
}

qint64 timeOf(const QString &text)
{
    static const QHash<QString, double> units {
        { u"ns"_s, 1 },  { u"us"_s, 1e3 }, { u"µs"_s, 1e3 },   { u"ms"_s, 1e6 },
        { u"s"_s, 1e9 }, { u"m"_s, 6e10 }, { u"min"_s, 6e10 },
    };
    return amountOf(text, units, 1e6);
}

qint64 sizeOf(const QString &text)
{
    static const QHash<QString, double> units {
        { u"b"_s, 1 },   { u"k"_s, 1e3 },  { u"kb"_s, 1e3 },
        { u"m"_s, 1e6 }, { u"mb"_s, 1e6 }, { u"g"_s, 1e9 }
    };
    return amountOf(text, units, 1);
}

} // namespace

QStringList RequestQuery::keys()
{
    return { u"method:"_s, u"status:"_s, u"path:"_s,   u"route:"_s,   u"header:"_s, u"body:"_s,
             u"slower:"_s, u"faster:"_s, u"larger:"_s, u"smaller:"_s, u"agent:"_s,  u"is:"_s };
}

RequestQuery::RequestQuery(const QString &text) : RequestQuery(wordsOf(text)) { }

RequestQuery::RequestQuery(const QStringList &words)
{
    for (const QString &word : words)
        add(word);
}

QStringList RequestQuery::wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    bool isQuoted = false;
    bool wasQuoted = false;
    for (const QChar c : text) {
        if (c == u'"') {
            isQuoted = !isQuoted;
            wasQuoted = true;
        } else if (c.isSpace() && !isQuoted) {
            if (!word.isEmpty() || wasQuoted)
                words.append(std::exchange(word, {}));
            wasQuoted = false;
        } else {
            word += c;
        }
    }
    if (!word.isEmpty())
        words.append(word);
    words.removeAll(QString());
    return words;
}

void RequestQuery::add(const QString &word)
{
    Term term;
    QString text = word;
    if (text.size() > 1 && text.startsWith(u'-')) {
        term.isNegated = true;
        text.remove(0, 1);
    }
    static const QStringList names = keys();
    const qsizetype colon = text.indexOf(u':');
    const qsizetype key = colon < 0 ? -1 : names.indexOf(text.first(colon + 1).toLower());
    if (key >= 0) {
        term.key = Key(int(Key::Method) + int(key));
        text.remove(0, colon + 1);
    }
    if (text.isEmpty())
        return; // it is being typed
    term.text = text;
    if (isAscii(text))
        term.needle = text.toLower().toLatin1();
    if (!fill(term))
        m_mistakes.append(word);
    m_terms.append(term);
}

bool RequestQuery::fill(Term &term) const
{
    switch (term.key) {
    case Key::Method:
        term.values = term.text.toUpper().split(u',', Qt::SkipEmptyParts);
        return true;
    case Key::Status:
        return fillStatus(term);
    case Key::Slower:
    case Key::Faster:
        term.ranges = { { timeOf(term.text), unlimited } };
        return term.ranges.first().from >= 0;
    case Key::Larger:
    case Key::Smaller:
        term.ranges = { { sizeOf(term.text), unlimited } };
        return term.ranges.first().from >= 0;
    case Key::Header: {
        const qsizetype equals = term.text.indexOf(u'=');
        term.name = equals < 0 ? term.text : term.text.first(equals);
        term.text = equals < 0 ? QString() : term.text.sliced(equals + 1);
        return true;
    }
    case Key::Is:
        return QStringList({ u"error"_s, u"open"_s, u"aborted"_s, u"full"_s })
            .contains(term.text.toLower());
    case Key::Word:
    case Key::Path:
    case Key::Route:
    case Key::Body:
    case Key::Agent:
        return true;
    }
    return true;
}

bool RequestQuery::fillStatus(Term &term)
{
    static const QRegularExpression form(
        u"^(?:(\\d)xx|(\\d{3})-(\\d{3})|(>=|<=|>|<)?(\\d{1,3}))$"_s);
    for (const QString &part : term.text.toLower().split(u',', Qt::SkipEmptyParts)) {
        const auto match = form.match(part);
        if (part == "open"_L1 || part == "aborted"_L1) {
            term.values.append(part);
        } else if (!match.hasMatch()) {
            return false;
        } else if (match.hasCaptured(1)) {
            const qint64 hundreds = match.captured(1).toInt() * 100;
            term.ranges.append({ hundreds, hundreds + 99 });
        } else if (match.hasCaptured(2)) {
            term.ranges.append({ match.captured(2).toInt(), match.captured(3).toInt() });
        } else {
            const qint64 status = match.captured(5).toInt();
            const QString sign = match.captured(4);
            const qint64 factor = status < 10 ? 100 : status < 100 ? 10 : 1; // being typed
            if (sign.isEmpty())
                term.ranges.append({ status * factor, status * factor + factor - 1 });
            else if (sign.startsWith(u'>'))
                term.ranges.append({ status + (sign.size() == 1 ? 1 : 0), 999 });
            else
                term.ranges.append({ 100, status - (sign.size() == 1 ? 1 : 0) });
        }
    }
    return true;
}

bool RequestQuery::matches(const RequestLog &log, quint64 sequence, const AgentTest &isAgent) const
{
    return std::ranges::all_of(m_terms, [&](const Term &term) {
        return fits(term, log, sequence, isAgent) != term.isNegated;
    });
}

bool RequestQuery::fits(const Term &term, const RequestLog &log, quint64 sequence,
                        const AgentTest &isAgent) const
{
    const RequestRow &row = log.row(sequence);
    const bool hasEnded = row.state != HttpExchange::State::Open;
    const qint64 limit = term.ranges.isEmpty() ? -1 : term.ranges.first().from;
    switch (term.key) {
    case Key::Word:
        return fitsWord(term, log, sequence);
    case Key::Method:
        return term.values.contains(log.shared(row.method));
    case Key::Status:
        return fitsStatus(term, row);
    case Key::Path:
        return contains(log.text(sequence), term.needle, term.text);
    case Key::Route:
        return log.shared(row.route).contains(term.text, Qt::CaseInsensitive);
    case Key::Header:
        return fitsHeader(term, log.detail(sequence));
    case Key::Body:
        return fitsBody(term, log.detail(sequence));
    case Key::Slower:
        return limit >= 0 && hasEnded && qint64(row.durationNs) >= limit;
    case Key::Faster:
        return limit >= 0 && hasEnded && qint64(row.durationNs) < limit;
    case Key::Larger:
        return limit >= 0 && row.responseBytes >= limit;
    case Key::Smaller:
        return limit >= 0 && hasEnded && row.responseBytes >= 0 && row.responseBytes < limit;
    case Key::Agent:
        return isAgent(row, term.text);
    case Key::Is:
        return fitsState(term, row);
    }
    return false;
}

// A plain word fits the URL, the method, the status or the client.
bool RequestQuery::fitsWord(const Term &term, const RequestLog &log, quint64 sequence)
{
    const RequestRow &row = log.row(sequence);
    if (contains(log.text(sequence), term.needle, term.text)
        || log.shared(row.method).contains(term.text, Qt::CaseInsensitive)
        || log.shared(row.remote).contains(term.text, Qt::CaseInsensitive))
        return true;
    if (row.state == HttpExchange::State::Finished)
        return QString::number(row.status).contains(term.text);
    return (row.state == HttpExchange::State::Open ? u"open"_s : u"aborted"_s)
        .contains(term.text, Qt::CaseInsensitive);
}

bool RequestQuery::fitsStatus(const Term &term, const RequestRow &row)
{
    if (row.state == HttpExchange::State::Open)
        return term.values.contains("open"_L1);
    if (row.state == HttpExchange::State::Aborted && term.values.contains("aborted"_L1))
        return true;
    return std::ranges::any_of(term.ranges, [&row](const Range &range) {
        return row.status >= range.from && row.status <= range.to;
    });
}

bool RequestQuery::fitsState(const Term &term, const RequestRow &row)
{
    if (term.needle == "error")
        return row.isError();
    if (term.needle == "open")
        return row.state == HttpExchange::State::Open;
    if (term.needle == "aborted")
        return row.state == HttpExchange::State::Aborted;
    return term.needle == "full" && !row.isBrief;
}

bool RequestQuery::fitsHeader(const Term &term, const HttpExchange *detail)
{
    if (!detail)
        return false;
    const auto isMeant = [&term](const auto &header) {
        return header.first.compare(term.name, Qt::CaseInsensitive) == 0
            && header.second.contains(term.text, Qt::CaseInsensitive);
    };
    return std::ranges::any_of(detail->requestHeaders, isMeant)
        || std::ranges::any_of(detail->responseHeaders, isMeant);
}

bool RequestQuery::fitsBody(const Term &term, const HttpExchange *detail)
{
    if (!detail)
        return false;
    const auto hasText = [&term](const QByteArray &body, const trace::HttpHeaders &headers) {
        return !body.isEmpty()
            && contains(decodedBody(body, headers).bytes, term.needle, term.text);
    };
    return hasText(detail->requestBody, detail->requestHeaders)
        || hasText(detail->responseBody, detail->responseHeaders);
}

QStringList queryCompletions(const QString &text, const QHash<QString, QStringList> &known)
{
    const qsizetype begin = text.lastIndexOf(u' ') + 1;
    QString word = text.sliced(begin);
    const QString before =
        text.first(begin) + (word.size() > 0 && word.startsWith(u'-') ? u"-"_s : QString());
    if (word.startsWith(u'-'))
        word.remove(0, 1);
    QStringList candidates;
    const qsizetype colon = word.indexOf(u':');
    if (colon < 0) {
        candidates = RequestQuery::keys();
    } else {
        const QString key = word.first(colon + 1).toLower();
        for (const QString &value : known.value(key))
            candidates.append(key + (value.contains(u' ') ? u'"' + value + u'"' : value));
    }
    QStringList completions;
    for (const QString &candidate : std::as_const(candidates)) {
        if (candidate.startsWith(word, Qt::CaseInsensitive) && candidate != word)
            completions.append(before + candidate);
    }
    return completions;
}

} // namespace looptide::models
