// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/search.h"

#include "editor/utf8text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace looptide::editor {

namespace {

constexpr size_t MaxMatches = 1'000'000;

QRegularExpression compile(const SearchQuery &query)
{
    QString pattern = query.isRegex ? query.pattern : QRegularExpression::escape(query.pattern);
    if (query.isWholeWord)
        pattern = QStringLiteral("\\b(?:%1)\\b").arg(pattern);
    // "^" and "$" mean lines, whatever the line ends are.
    auto options =
        QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!query.isCaseSensitive)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(QStringLiteral("(*ANYCRLF)") + pattern, options);
}

template <typename Visitor>
void eachMatch(const QRegularExpression &regex, const QString &text, Visitor visit)
{
    QRegularExpressionMatchIterator matches = regex.globalMatch(text);
    while (matches.hasNext()) {
        if (!visit(matches.next()))
            break;
    }
}

/// What the groups of a match stand for, as bytes: those that are no UTF-8 go where they are put.
struct Captures
{
    const QByteArray &utf8;
    const DecodedText &decoded;
    const QRegularExpressionMatch &match;
    Utf8OffsetWalk atStart; // of the match

    QByteArray of(int group) const
    {
        if (group > match.regularExpression().captureCount() || match.capturedStart(group) < 0)
            return {};
        if (decoded.strays.empty())
            return match.captured(group).toUtf8();
        // A group of a lookbehind is in front of the match.
        Utf8OffsetWalk walk =
            match.capturedStart(group) < match.capturedStart() ? Utf8OffsetWalk(decoded) : atStart;
        const qsizetype start = walk.toBytes(match.capturedStart(group));
        return utf8.mid(start, walk.toBytes(match.capturedEnd(group)) - start);
    }
};

QByteArray expand(const QByteArray &replacement, const Captures &captures)
{
    QByteArray text;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const char c = replacement[i];
        const char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
        if (c == '$' && next >= '0' && next <= '9') {
            text += captures.of(next - '0');
            ++i;
        } else if (c == '$' && (next == '&' || next == '$')) {
            text += next == '&' ? captures.of(0) : QByteArray("$");
            ++i;
        } else if (c == '\\' && (next == 'n' || next == 't' || next == '\\')) {
            text += next == 'n' ? '\n' : next == 't' ? '\t' : '\\';
            ++i;
        } else {
            text += c;
        }
    }
    return text;
}

} // namespace

SearchResult findAll(const QByteArray &utf8, const SearchQuery &query)
{
    SearchResult result;
    if (query.pattern.isEmpty())
        return result;
    const QRegularExpression regex = compile(query);
    if (!regex.isValid()) {
        result.error =
            QCoreApplication::translate("looptide::editor::Search", "Invalid expression: %1")
                .arg(regex.errorString());
        return result;
    }
    const DecodedText decoded = decodeUtf8(utf8);
    Utf8OffsetWalk walk(decoded);
    eachMatch(regex, decoded.text, [&](const QRegularExpressionMatch &match) {
        result.isTruncated = result.matches.size() == MaxMatches;
        if (result.isTruncated)
            return false;
        const auto start = int(walk.toBytes(match.capturedStart()));
        result.matches.push_back({ start, int(walk.toBytes(match.capturedEnd())) });
        return true;
    });
    return result;
}

std::vector<Replacement> replacementsFor(const QByteArray &utf8, const SearchQuery &query,
                                         const QString &replacement)
{
    std::vector<Replacement> replacements;
    const QRegularExpression regex = compile(query);
    if (query.pattern.isEmpty() || !regex.isValid())
        return replacements;
    const DecodedText decoded = decodeUtf8(utf8);
    Utf8OffsetWalk walk(decoded);
    eachMatch(regex, decoded.text, [&](const QRegularExpressionMatch &match) {
        const auto start = int(walk.toBytes(match.capturedStart()));
        const Captures captures { utf8, decoded, match, walk };
        const TextRange range { start, int(walk.toBytes(match.capturedEnd())) };
        replacements.push_back(
            { range,
              query.isRegex ? expand(replacement.toUtf8(), captures) : replacement.toUtf8() });
        return true;
    });
    return replacements;
}

} // namespace looptide::editor
