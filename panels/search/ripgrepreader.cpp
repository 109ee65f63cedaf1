// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/ripgrepreader.h"

#include "panels/common/displaytext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 64 * 1024 * 1024;
// Of a preview, in bytes.
constexpr qsizetype beforeMatch = 80;
constexpr qsizetype longestMatch = 200;
constexpr qsizetype afterMatch = 200;

// Text that is not UTF-8 comes in another form.
QByteArray bytesOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const QJsonValue text = object["text"_L1];
    return text.isString() ? text.toString().toUtf8()
                           : QByteArray::fromBase64(object["bytes"_L1].toString().toLatin1());
}

bool isContinuation(char c)
{
    return (uchar(c) & 0xC0) == 0x80;
}

QString previewText(QByteArrayView bytes)
{
    QString text = QString::fromUtf8(bytes);
    text.replace(u'\t', u' ');
    return visibleText(text);
}

// The line of the match, cut to a bounded length.
void setPreview(SearchMatch *match, QByteArrayView text, qsizetype start, qsizetype end)
{
    qsizetype lineStart = start > 0 ? text.first(start).lastIndexOf('\n') + 1 : 0;
    qsizetype lineEnd = text.indexOf('\n', start);
    if (lineEnd < 0)
        lineEnd = text.size();
    if (lineEnd > start && text[lineEnd - 1] == '\r')
        --lineEnd;
    const qsizetype markEnd = qMin(qMin(end, lineEnd), start + longestMatch);
    qsizetype from = qMax(lineStart, start - beforeMatch);
    while (from < start && isContinuation(text[from]))
        ++from;
    QByteArrayView before = text.sliced(from, start - from);
    if (from == lineStart) {
        while (!before.isEmpty() && (before.front() == ' ' || before.front() == '\t'))
            before = before.sliced(1);
    }
    qsizetype to = qMin(lineEnd, markEnd + afterMatch);
    while (to > markEnd && to < lineEnd && isContinuation(text[to]))
        --to;
    QString preview = previewText(before);
    if (from > lineStart)
        preview.prepend(u'…');
    match->markStart = int(preview.size());
    preview += previewText(text.sliced(start, qMax<qsizetype>(0, markEnd - start)));
    match->markLength = int(preview.size()) - match->markStart;
    preview += previewText(text.sliced(markEnd, qMax<qsizetype>(0, to - markEnd)));
    if (to < lineEnd)
        preview += u'…';
    match->preview = preview;
}

} // namespace

RipgrepReader::RipgrepReader(qsizetype maximum, Sink sink)
    : m_maximum(maximum), m_sink(std::move(sink))
{
}

void RipgrepReader::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView part = end < 0 ? bytes : bytes.first(end);
        if (!m_isSkipping)
            m_rest.append(part);
        if (m_rest.size() > longestLine) {
            m_rest.clear();
            m_isSkipping = true;
            ++m_skippedLines;
        }
        if (end < 0)
            return;
        if (!std::exchange(m_isSkipping, false))
            takeLine(m_rest);
        m_rest.clear();
        bytes = bytes.sliced(end + 1);
    }
}

void RipgrepReader::takeLine(QByteArrayView line)
{
    const QJsonObject message =
        QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size())).object();
    const QString type = message["type"_L1].toString();
    const QJsonObject data = message["data"_L1].toObject();
    if (type == "begin"_L1) {
        m_file = {};
        const QByteArray path = bytesOf(data["path"_L1]);
        m_file.path = QString::fromUtf8(path);
        m_file.isPathExact = m_file.path.toUtf8() == path;
        if (m_file.path.startsWith("./"_L1))
            m_file.path.remove(0, 2);
    } else if (type == "match"_L1) {
        takeMatch(data);
    } else if (type == "end"_L1) {
        finishFile(data);
    } else if (type == "summary"_L1) {
        m_hasSummary = true;
    }
}

void RipgrepReader::takeMatch(const QJsonObject &data)
{
    const QByteArray text = bytesOf(data["lines"_L1]);
    const int firstLine = data["line_number"_L1].toInt();
    const qint64 offset = data["absolute_offset"_L1].toInteger();
    // Lines and columns are counted from the match before, because a line can have many.
    qsizetype counted = 0;
    int line = firstLine;
    int column = 1;
    const QJsonArray submatches = data["submatches"_L1].toArray();
    for (const QJsonValue &value : submatches) {
        const QJsonObject found = value.toObject();
        const qsizetype start = found["start"_L1].toInteger();
        const qsizetype end = found["end"_L1].toInteger();
        if (start < counted || end < start || end > text.size())
            continue;
        if (m_count + m_file.matches.size() >= m_maximum) {
            m_isFull = true;
            finishFile({ { "binary_offset"_L1, QJsonValue() } });
            return;
        }
        const QByteArrayView passed = QByteArrayView(text).sliced(counted, start - counted);
        const qsizetype lastEnd = passed.lastIndexOf('\n');
        line += int(passed.count('\n'));
        column =
            (lastEnd < 0 ? column : 1) + int(QString::fromUtf8(passed.sliced(lastEnd + 1)).size());
        counted = start;
        SearchMatch match;
        match.offset = offset + start;
        match.bytes = text.sliced(start, end - start);
        if (const QJsonValue replacement = found["replacement"_L1]; replacement.isObject())
            match.replacement = bytesOf(replacement);
        match.line = line;
        match.column = column;
        setPreview(&match, text, start, end);
        m_file.matches.append(match);
    }
}

void RipgrepReader::finishFile(const QJsonObject &data)
{
    const FileMatches file = std::exchange(m_file, {});
    if (file.matches.isEmpty() || !data["binary_offset"_L1].isNull())
        return;
    m_count += file.matches.size();
    m_sink(file);
}

} // namespace looptide::models
