// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projectfiles.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace looptide::models {

namespace {

bool isLeftOut(const QString &folderName)
{
    return folderName == QLatin1StringView("node_modules")
        || folderName == QLatin1StringView(".git");
}

bool isWordStart(QStringView text, qsizetype index)
{
    if (index == 0)
        return true;
    const QChar before = text.at(index - 1);
    return !before.isLetterOrNumber() || (before.isLower() && text.at(index).isUpper());
}

// Greedy from the left; good enough for names, and linear.
int subsequenceScore(QStringView text, QStringView typed)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const QChar c : typed) {
        while (at < text.size() && text.at(at).toCaseFolded() != c.toCaseFolded())
            ++at;
        if (at == text.size())
            return -1;
        score += 1 + (isWordStart(text, at) ? 8 : 0) + (at == previous + 1 ? 5 : 0);
        previous = at++;
    }
    return score;
}

} // namespace

QStringList listProjectFiles(const QString &root, qsizetype limit,
                             const std::atomic_bool *cancelled)
{
    const QDir rootDir(root);
    QStringList files;
    QStringList folders { QString() };
    while (!folders.isEmpty() && files.size() < limit && !(cancelled && *cancelled)) {
        const QString folder = folders.takeFirst();
        const QFileInfoList entries =
            QDir(rootDir.filePath(folder))
                .entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
        for (const QFileInfo &entry : entries) {
            const QString path =
                folder.isEmpty() ? entry.fileName() : folder + u'/' + entry.fileName();
            if (!entry.isDir())
                files.append(path);
            else if (!entry.isSymLink() && !isLeftOut(entry.fileName()))
                folders.append(path);
            if (files.size() >= limit)
                break;
        }
    }
    return files;
}

int fileMatchScore(const QString &relativePath, const QString &typed)
{
    const QStringView name = QStringView(relativePath).sliced(relativePath.lastIndexOf(u'/') + 1);
    const int inName = subsequenceScore(name, typed);
    const int inPath = subsequenceScore(relativePath, typed);
    const int best = inName >= 0 ? inName + 40 : inPath;
    if (best < 0)
        return -1;
    const int exact = name.compare(typed, Qt::CaseInsensitive) == 0 ? 200 : 0;
    const int prefix = name.startsWith(typed, Qt::CaseInsensitive) ? 60 : 0;
    return qMax(0, 1000 + best * 4 + exact + prefix - int(relativePath.size()));
}

QStringList bestFileMatches(const QStringList &relativePaths, const QString &typed, qsizetype limit)
{
    QList<std::pair<int, qsizetype>> scored;
    for (qsizetype i = 0; i < relativePaths.size(); ++i) {
        const int score = fileMatchScore(relativePaths.at(i), typed);
        if (score >= 0)
            scored.append({ -score, i });
    }
    const qsizetype count = qMin(limit, scored.size());
    std::partial_sort(scored.begin(), scored.begin() + count, scored.end());
    QStringList best;
    for (qsizetype i = 0; i < count; ++i)
        best.append(relativePaths.at(scored.at(i).second));
    return best;
}

QString fileIconName(const QString &fileName)
{
    static const QHash<QString, QString> bySuffix = {
        { QStringLiteral("cjs"), QStringLiteral("file-code") },
        { QStringLiteral("css"), QStringLiteral("file-code") },
        { QStringLiteral("env"), QStringLiteral("file-cog") },
        { QStringLiteral("gif"), QStringLiteral("file-image") },
        { QStringLiteral("html"), QStringLiteral("file-code") },
        { QStringLiteral("ico"), QStringLiteral("file-image") },
        { QStringLiteral("jpeg"), QStringLiteral("file-image") },
        { QStringLiteral("jpg"), QStringLiteral("file-image") },
        { QStringLiteral("js"), QStringLiteral("file-code") },
        { QStringLiteral("json"), QStringLiteral("file-json") },
        { QStringLiteral("jsx"), QStringLiteral("file-code") },
        { QStringLiteral("md"), QStringLiteral("file-text") },
        { QStringLiteral("mjs"), QStringLiteral("file-code") },
        { QStringLiteral("mts"), QStringLiteral("file-code") },
        { QStringLiteral("png"), QStringLiteral("file-image") },
        { QStringLiteral("svg"), QStringLiteral("file-image") },
        { QStringLiteral("ts"), QStringLiteral("file-code") },
        { QStringLiteral("tsx"), QStringLiteral("file-code") },
        { QStringLiteral("txt"), QStringLiteral("file-text") },
        { QStringLiteral("webp"), QStringLiteral("file-image") },
        { QStringLiteral("yaml"), QStringLiteral("file-cog") },
        { QStringLiteral("yml"), QStringLiteral("file-cog") },
    };
    if (fileName == QLatin1StringView("package.json"))
        return QStringLiteral("package");
    if (fileName == QLatin1StringView("package-lock.json"))
        return QStringLiteral("lock");
    if (fileName == QLatin1StringView("LICENSE") || fileName == QLatin1StringView("README"))
        return QStringLiteral("file-text");
    if (fileName.startsWith(u'.'))
        return QStringLiteral("file-cog");
    return bySuffix.value(QFileInfo(fileName).suffix().toLower(), QStringLiteral("file"));
}

} // namespace looptide::models
