// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/searchquery.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

// Commas inside of braces belong to the glob: "*.{js,ts}".
QStringList splitGlobs(const QString &text)
{
    QStringList globs;
    QString glob;
    int depth = 0;
    for (const QChar c : text) {
        if (c == u'{')
            ++depth;
        else if (c == u'}')
            depth = qMax(0, depth - 1);
        if (c == u';' || (c == u',' && depth == 0)) {
            globs.append(glob.trimmed());
            glob.clear();
        } else {
            glob += c;
        }
    }
    globs.append(glob.trimmed());
    globs.removeAll(QString());
    return globs;
}

// A glob of ripgrep matches the whole path of a file, or a name at any depth.
QStringList globsOf(const QString &text)
{
    QStringList result;
    for (QString glob : splitGlobs(text)) {
        while (glob.startsWith("./"_L1))
            glob.remove(0, 2);
        while (glob.startsWith(u'!'))
            glob.remove(0, 1);
        const bool isFolder = glob.endsWith(u'/');
        if (isFolder)
            glob.chop(1);
        if (glob.isEmpty())
            continue;
        if (!isFolder)
            result.append(glob);
        if (!glob.endsWith("**"_L1))
            result.append(glob.contains(u'/') ? glob + "/**"_L1 : "**/"_L1 + glob + "/**"_L1);
    }
    return result;
}

} // namespace

bool isInRepository(const QString &folder)
{
    QDir directory(folder);
    do {
        if (QFileInfo::exists(directory.filePath(u".git"_s)))
            return true;
    } while (directory.cdUp());
    return false;
}

QStringList ripgrepFileArguments(const SearchQuery &query, bool isInRepository)
{
    QStringList arguments { u"--no-config"_s, u"--hidden"_s };
    if (query.searchesIgnored)
        arguments << u"--no-ignore"_s;
    else if (!isInRepository)
        arguments << u"--no-require-git"_s << u"--no-ignore-parent"_s;
    for (const QString &glob : globsOf(query.includes))
        arguments << u"--glob"_s << glob;
    for (const QString &glob : globsOf(query.excludes))
        arguments << u"--glob"_s << u'!' + glob;
    // The last glob that matches decides.
    if (!query.searchesIgnored)
        arguments << u"--glob"_s << u"!**/node_modules/**"_s;
    arguments << u"--glob"_s << u"!**/.git/**"_s;
    return arguments;
}

QStringList ripgrepTextArguments(const SearchQuery &query)
{
    QStringList arguments { u"--json"_s, u"--crlf"_s };
    arguments << (query.isCaseSensitive ? u"--case-sensitive"_s : u"--ignore-case"_s);
    if (query.isWholeWord)
        arguments << u"--word-regexp"_s;
    if (query.isRegex) {
        // PCRE2 for what Rust's expressions lack: look-around and back references.
        arguments << u"--engine"_s << u"auto"_s;
        static const QRegularExpression lineEnd(uR"((?:^|[^\\])(?:\\\\)*\\[nr])"_s);
        if (lineEnd.match(query.text).hasMatch())
            arguments << u"--multiline"_s;
        if (!query.replacement.isNull())
            arguments << u"--replace"_s << ripgrepReplacement(query.replacement);
    } else {
        arguments << u"--fixed-strings"_s;
    }
    return arguments << u"--regexp=%1"_s.arg(query.text);
}

QString ripgrepReplacement(const QString &replacement)
{
    QString result;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar c = replacement[i];
        const QChar next = i + 1 < replacement.size() ? replacement[i + 1] : QChar();
        if (c == u'$' && next >= u'0' && next <= u'9') {
            result += "${"_L1 + next + u'}';
            ++i;
        } else if (c == u'$' && next == u'&') {
            result += "${0}"_L1;
            ++i;
        } else if (c == u'$') {
            result += "$$"_L1;
            i += next == u'$' ? 1 : 0;
        } else if (c == u'\\' && (next == u'n' || next == u't' || next == u'\\')) {
            result += next == u'n' ? u'\n' : next == u't' ? u'\t' : u'\\';
            ++i;
        } else {
            result += c;
        }
    }
    return result;
}

} // namespace looptide::models
