// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/functionfinder.h"

#include <QRegularExpression>

namespace looptide::inspector {

namespace {

// The source with its comments and the contents of its strings replaced by blanks, so that every
// position stays the same.
QString withoutTexts(const QString &source)
{
    QString text = source;
    const auto blank = [&](qsizetype from, qsizetype to) {
        for (qsizetype i = from; i < to && i < text.size(); ++i) {
            if (text[i] != u'\n')
                text[i] = u' ';
        }
    };
    const auto endOf = [&](QStringView mark, qsizetype from) {
        const qsizetype at = text.indexOf(mark, from);
        return at < 0 ? text.size() : at;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (c == u'/' && next == u'/') {
            const qsizetype end = endOf(u"\n", i);
            blank(i, end);
        } else if (c == u'/' && next == u'*') {
            const qsizetype end = endOf(u"*/", i + 2) + 2;
            blank(i, end);
            i = end - 1;
        } else if (c == u'"' || c == u'\'' || c == u'`') {
            qsizetype end = i + 1;
            while (end < text.size() && text[end] != c && (c == u'`' || text[end] != u'\n'))
                end += text[end] == u'\\' ? 2 : 1;
            blank(i + 1, end);
            i = end;
        }
    }
    return text;
}

qsizetype skipBlanks(const QString &text, qsizetype at)
{
    while (at < text.size() && text[at].isSpace())
        ++at;
    return at;
}

// After the parenthesis that closes the one at this place; -1: there is none.
qsizetype afterParameters(const QString &text, qsizetype at)
{
    int depth = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == u'(')
            ++depth;
        else if (text[at] == u')' && --depth == 0)
            return at + 1;
    }
    return -1;
}

// Where the body begins of a function whose parameters begin at this place; -1: it is none.
qsizetype bodyAt(const QString &text, qsizetype at, bool mayBeArrow, bool mayBeBlock)
{
    static const QRegularExpression name(QStringLiteral("\\G[\\w$]+"));
    at = skipBlanks(text, at);
    if (at < text.size() && text[at] == u'(') {
        at = afterParameters(text, at);
    } else if (mayBeArrow) {
        const auto parameter = name.match(text, at);
        at = parameter.hasMatch() ? parameter.capturedEnd() : -1;
        mayBeBlock = false;
    } else {
        return -1;
    }
    if (at < 0)
        return -1;
    at = skipBlanks(text, at);
    if (mayBeBlock && at < text.size() && text[at] == u'{')
        return at + 1;
    return mayBeArrow && QStringView(text).sliced(at).startsWith(u"=>") ? skipBlanks(text, at + 2)
            + (skipBlanks(text, at + 2) < text.size() && text[skipBlanks(text, at + 2)] == u'{')
                                                                        : -1;
}

} // namespace

QList<FunctionBody> findFunctions(const QString &source, const QString &name)
{
    QList<FunctionBody> found;
    if (name.isEmpty() || !source.contains(name))
        return found;
    const QString text = withoutTexts(source);
    const QRegularExpression expression(
        QStringLiteral(
            R"((?<function>\bfunction\s*\*?\s*)?(?<![\w$])%1(?![\w$])\s*)"
            R"((?<value>[=:](?![=>])\s*(?:async\b\s*)?(?<word>function\b\s*\*?\s*[\w$]*)?)?)")
            .arg(QRegularExpression::escape(name)));
    for (auto it = expression.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const bool isValue = match.hasCaptured(u"value") && !match.captured(u"value").isEmpty();
        const bool isFunction =
            !match.captured(u"function").isEmpty() || !match.captured(u"word").isEmpty();
        if (!match.captured(u"function").isEmpty() && isValue)
            continue;
        const qsizetype body =
            bodyAt(text, match.capturedEnd(), isValue && !isFunction, isFunction || !isValue);
        if (body < 0 || body >= text.size())
            continue;
        const QStringView before = QStringView(text).first(body);
        found.append({ int(before.count(u'\n')), int(body - before.lastIndexOf(u'\n') - 1) });
    }
    return found;
}

} // namespace looptide::inspector
