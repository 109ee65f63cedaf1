// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/templatestore.h"

#include "runtime/core/installation.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace looptide::project {

namespace {

const QString descriptionFile = QStringLiteral("template.json");

void collectFiles(const QDir &dir, const QString &prefix, QStringList &files)
{
    const auto filter =
        QDir::Files | QDir::Dirs | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    for (const QFileInfo &entry : dir.entryInfoList(filter, QDir::Name | QDir::DirsFirst)) {
        const QString path = prefix + entry.fileName();
        if (prefix.isEmpty()
            && (path == QLatin1StringView("node_modules") || path == descriptionFile))
            continue;
        if (entry.isDir() && !entry.isSymLink())
            collectFiles(QDir(entry.filePath()), path + u'/', files);
        else
            files.append(path);
    }
}

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

// The lock file has one entry for each package, and one for the project itself.
int lockedPackages(const QString &directory)
{
    const QJsonObject lock = readObject(directory + QStringLiteral("/package-lock.json"));
    const QJsonObject packages = lock.value(QLatin1StringView("packages")).toObject();
    return std::max(0, int(packages.size()) - 1);
}

std::optional<ProjectTemplate> readTemplate(const QString &directory)
{
    const QJsonObject json = readObject(QDir(directory).filePath(descriptionFile));
    ProjectTemplate result;
    result.id = QDir(directory).dirName();
    result.title = json.value(QLatin1StringView("title")).toString();
    result.description = json.value(QLatin1StringView("description")).toString();
    result.mainFile = json.value(QLatin1StringView("open")).toString();
    for (const QJsonValue &tag : json.value(QLatin1StringView("tags")).toArray())
        result.tags.append(tag.toString());
    result.directory = directory;
    result.packages = PackageJson::load(directory).dependencies;
    result.packageCount = lockedPackages(directory);
    if (result.title.isEmpty())
        return {};
    return result;
}

} // namespace

QStringList ProjectTemplate::files() const
{
    QStringList result;
    collectFiles(QDir(directory), {}, result);
    return result;
}

TemplateStore::TemplateStore()
    : TemplateStore(core::shareDirectory() + QStringLiteral("/templates"))
{
}

TemplateStore::TemplateStore(const QString &directory) : m_directory(QDir::cleanPath(directory)) { }

QList<ProjectTemplate> TemplateStore::templates() const
{
    QList<ProjectTemplate> result;
    const QDir dir(m_directory);
    for (const QString &id : dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (auto found = readTemplate(dir.filePath(id)))
            result.append(*std::move(found));
    }
    std::ranges::sort(result, {}, &ProjectTemplate::title);
    return result;
}

std::optional<ProjectTemplate> TemplateStore::find(const QString &id) const
{
    // The user typed the id. It must be one of our names and never a path.
    if (id.isEmpty() || id.contains(u'/') || id.startsWith(u'.'))
        return {};
    return readTemplate(QDir(m_directory).filePath(id));
}

} // namespace looptide::project
