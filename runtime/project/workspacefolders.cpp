// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packagejson.h"
#include "runtime/project/startplan.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace looptide::project {

namespace {

constexpr int maximumVisits = 5000; // folders; a pattern of a hostile file must end
constexpr qsizetype maximumFolders = 500;
constexpr int maximumDepth = 12;

// Finds the folders that glob patterns name: `packages/*`, `apps/**`, `tools/[ab]`.
class GlobWalk
{
public:
    explicit GlobWalk(const QString &root) : m_root(root) { }

    QStringList find(const QString &pattern)
    {
        m_found.clear();
        m_segments = QDir::cleanPath(pattern).split(u'/', Qt::SkipEmptyParts);
        m_segments.removeAll(QStringLiteral("."));
        if (!m_segments.contains(QStringLiteral("..")))
            visit({}, 0, 0);
        return m_found;
    }

private:
    void visit(const QString &path, qsizetype segment, int depth)
    {
        if (++m_visits > maximumVisits || depth > maximumDepth || m_found.size() > maximumFolders)
            return;
        if (segment == m_segments.size()) {
            if (QFileInfo(m_root + u'/' + path + QStringLiteral("/package.json")).isFile())
                m_found.append(path);
            return;
        }
        const QString &pattern = m_segments.at(segment);
        const bool isDeep = pattern == QLatin1StringView("**");
        if (isDeep)
            visit(path, segment + 1, depth);
        const QStringList names =
            QDir(m_root + u'/' + path).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &name : names) {
            if (name == QLatin1StringView("node_modules")
                || !(isDeep || QDir::match(pattern, name)))
                continue;
            visit(path.isEmpty() ? name : path + u'/' + name, isDeep ? segment : segment + 1,
                  depth + 1);
        }
    }

    QString m_root;
    QStringList m_segments;
    QStringList m_found;
    int m_visits = 0;
};

} // namespace

QStringList workspaceFolders(const PackageJson &package)
{
    GlobWalk walk(package.directory);
    QStringList folders;
    for (const QString &pattern : package.workspaces) {
        if (!pattern.startsWith(u'!')) {
            folders += walk.find(pattern);
            continue;
        }
        const QStringList excluded = walk.find(pattern.sliced(1));
        folders.removeIf([&](const QString &folder) { return excluded.contains(folder); });
    }
    folders.removeAll(QString());
    folders.sort();
    folders.removeDuplicates();
    return folders.first(std::min(folders.size(), maximumFolders));
}

} // namespace looptide::project
