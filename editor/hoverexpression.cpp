// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/hoverexpression.h"

#include <QList>

namespace looptide::editor {

namespace {

bool isNamePart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '$' || c == '#' || static_cast<uchar>(c) >= 0x80;
}

bool isKeyword(const QByteArray &name)
{
    static const QList<QByteArray> keywords {
        "as",        "async",   "await",  "break",    "case", "catch",  "class",   "const",
        "debugger",  "default", "delete", "do",       "else", "export", "extends", "false",
        "finally",   "for",     "from",   "function", "if",   "import", "in",      "instanceof",
        "interface", "let",     "new",    "null",     "of",   "return", "static",  "super",
        "switch",    "throw",   "true",   "try",      "type", "typeof", "var",     "void",
        "while",     "with",    "yield"
    };
    return keywords.contains(name);
}

} // namespace

QString hoverExpression(const QByteArray &line, int position)
{
    if (position < 0 || position >= line.size() || !isNamePart(line[position]))
        return {};
    qsizetype end = position;
    while (end < line.size() && isNamePart(line[end]))
        ++end;
    qsizetype begin = position;
    while (begin > 0 && isNamePart(line[begin - 1]))
        --begin;
    const QByteArray name = line.sliced(begin, end - begin);
    const bool isMember = begin > 0 && line[begin - 1] == '.'
        && !(begin > 2 && line[begin - 2] == '.' && line[begin - 3] == '.'); // "...rest"
    if ((name[0] >= '0' && name[0] <= '9') || (!isMember && isKeyword(name)))
        return {};
    while (begin > 1 && line[begin - 1] == '.') {
        qsizetype before = begin - 1;
        if (before > 0 && line[before - 1] == '?')
            --before;
        qsizetype start = before;
        while (start > 0 && isNamePart(line[start - 1]))
            --start;
        if (start == before)
            return isMember && line[before - 1] != '.' ? QString() // of a call or an element
                                                       : QString::fromUtf8(name);
        begin = start;
    }
    return QString::fromUtf8(line.sliced(begin, end - begin));
}

} // namespace looptide::editor
