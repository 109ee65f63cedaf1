// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/outputlinks.h"

#include <QRegularExpression>

#include <algorithm>

namespace looptide::models {

namespace {

// Punctuation that ends a sentence around an address is not part of it; a closing bracket is only
// when it was opened inside.
qsizetype trimmedLength(QStringView address)
{
    while (!address.isEmpty()) {
        const QChar last = address.back();
        const bool closesOutside = (last == u')' && address.count(u'(') < address.count(u')'))
            || (last == u']' && address.count(u'[') < address.count(u']'));
        if (!closesOutside && !QStringView(u".,;:!?'\"").contains(last))
            break;
        address.chop(1);
    }
    return address.size();
}

void findUrls(QStringView text, QList<OutputLink> &links)
{
    static const QRegularExpression pattern(QStringLiteral(R"(\bhttps?://[^\s<>"'`\x{1b}]+)"),
                                            QRegularExpression::CaseInsensitiveOption);
    for (const auto &match : pattern.globalMatchView(text)) {
        const qsizetype length = trimmedLength(match.capturedView());
        const QUrl url(match.capturedView().first(length).toString(), QUrl::StrictMode);
        if (url.isValid() && !url.host().isEmpty())
            links.append({ .start = match.capturedStart(), .length = length, .url = url });
    }
}

QString filePath(const QString &written)
{
    return written.startsWith(QLatin1StringView("file://"), Qt::CaseInsensitive)
        ? QUrl(written).toLocalFile()
        : written;
}

bool overlaps(const QList<OutputLink> &links, qsizetype start, qsizetype end)
{
    return std::ranges::any_of(links, [&](const OutputLink &link) {
        return start < link.start + link.length && link.start < end;
    });
}

void appendFileLink(const QRegularExpressionMatch &match, QList<OutputLink> &links)
{
    if (overlaps(links, match.capturedStart(), match.capturedEnd()))
        return;
    const QString path = filePath(match.captured(QStringLiteral("path")));
    if (path.isEmpty())
        return;
    links.append({ .start = match.capturedStart(),
                   .length = match.capturedLength(),
                   .path = path,
                   .line = match.captured(QStringLiteral("line")).toInt(),
                   .column = match.captured(QStringLiteral("column")).toInt() });
}

void findFiles(QStringView text, QList<OutputLink> &links)
{
    // A path may hold spaces only where brackets end it, as in "at f (/my dir/a.js:3:5)".
    static const QRegularExpression bracketed(QStringLiteral(
        R"((?<=\()(?<path>(?:file://)?(?:/|[A-Za-z]:[\\/])[^():\x{1b}]*[^\s():]):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?(?=\)))"));
    static const QRegularExpression plain(QStringLiteral(
        R"((?<![\w/.@~-])(?<path>(?:file://)?(?:/|\./|\.\./|[A-Za-z]:[\\/]|[\w@.-]+/|(?=[\w@-]+\.\w))[^\s:()'"<>|*?\x{1b}]*\.[A-Za-z]\w{0,9})(?::(?<line>\d{1,7})(?::(?<column>\d{1,5}))?|\((?<line2>\d{1,7}),(?<column2>\d{1,5})\)))"));
    for (const auto &match : bracketed.globalMatchView(text))
        appendFileLink(match, links);
    for (const auto &match : plain.globalMatchView(text)) {
        appendFileLink(match, links);
        if (!links.isEmpty() && match.hasCaptured(u"line2")
            && links.last().start == match.capturedStart()) {
            links.last().line = match.captured(QStringLiteral("line2")).toInt();
            links.last().column = match.captured(QStringLiteral("column2")).toInt();
        }
    }
}

} // namespace

QList<OutputLink> findOutputLinks(QStringView text)
{
    QList<OutputLink> links;
    findUrls(text, links);
    findFiles(text, links);
    std::ranges::sort(links, {}, &OutputLink::start);
    return links;
}

} // namespace looptide::models
