// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/search.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace looptide::editor {

namespace {

constexpr size_t MaxMatches = 1'000'000;

/// Turns growing UTF-16 offsets into UTF-8 ones in one walk.
class OffsetWalk
{
public:
    explicit OffsetWalk(QStringView text) : m_text(text) { }

    int toUtf8(qsizetype offset)
    {
        for (; m_utf16 < offset; ++m_utf16) {
            const QChar c = m_text[m_utf16];
            m_utf8 += c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 || c.isSurrogate() ? 2 : 3;
        }
        return m_utf8;
    }

private:
    QStringView m_text;
    qsizetype m_utf16 = 0;
    int m_utf8 = 0;
};

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

QString captured(const QRegularExpressionMatch &match, QStringView reference)
{
    const int group = reference.toInt();
    return group <= match.regularExpression().captureCount() ? match.captured(group) : QString();
}

QString expand(const QString &replacement, const QRegularExpressionMatch &match)
{
    QString text;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar c = replacement[i];
        const QChar next = i + 1 < replacement.size() ? replacement[i + 1] : QChar();
        if (c == u'$' && next.isDigit()) {
            text += captured(match, QStringView(replacement).sliced(++i, 1));
        } else if (c == u'$' && (next == u'&' || next == u'$')) {
            text += next == u'&' ? match.captured() : QStringLiteral("$");
            ++i;
        } else if (c == u'\\' && (next == u'n' || next == u't' || next == u'\\')) {
            text += next == u'n' ? u'\n' : next == u't' ? u'\t' : u'\\';
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
    const QString text = QString::fromUtf8(utf8);
    OffsetWalk walk(text);
    eachMatch(regex, text, [&](const QRegularExpressionMatch &match) {
        result.isTruncated = result.matches.size() == MaxMatches;
        if (result.isTruncated)
            return false;
        const int start = walk.toUtf8(match.capturedStart());
        result.matches.push_back({ start, walk.toUtf8(match.capturedEnd()) });
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
    const QString text = QString::fromUtf8(utf8);
    OffsetWalk walk(text);
    eachMatch(regex, text, [&](const QRegularExpressionMatch &match) {
        const int start = walk.toUtf8(match.capturedStart());
        const TextRange range { start, walk.toUtf8(match.capturedEnd()) };
        replacements.push_back(
            { range, (query.isRegex ? expand(replacement, match) : replacement).toUtf8() });
        return true;
    });
    return replacements;
}

} // namespace looptide::editor
