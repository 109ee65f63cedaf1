// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/templatestore.h"

#include "runtime/core/installation.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

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
            && (path == QLatin1StringView("node_modules") || path == QLatin1StringView(".git")
                || path == descriptionFile))
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

// A lock file has one entry for each package; package-lock.json also has some for other systems,
// and one for the project itself.
int lockedPackages(const QString &directory)
{
    for (const auto &file : { QStringLiteral("/node_modules/.package-lock.json"),
                              QStringLiteral("/package-lock.json") }) {
        QJsonObject packages =
            readObject(directory + file).value(QLatin1StringView("packages")).toObject();
        packages.remove(QString());
        if (!packages.isEmpty())
            return int(packages.size());
    }
    return 0;
}

ProjectTemplate::Group groupOf(const QString &name)
{
    using Group = ProjectTemplate::Group;
    static const QHash<QString, Group> groups { { QStringLiteral("web"), Group::Web },
                                                { QStringLiteral("realtime"), Group::RealTime },
                                                { QStringLiteral("learn"), Group::Learning } };
    return groups.value(name, Group::Tools);
}

ProjectTemplate readTemplate(const QString &directory)
{
    const QJsonObject json = readObject(QDir(directory).filePath(descriptionFile));
    ProjectTemplate result;
    result.id = QDir(directory).dirName();
    result.group = groupOf(json.value(QLatin1StringView("group")).toString());
    result.title = json.value(QLatin1StringView("title")).toString();
    result.description = json.value(QLatin1StringView("description")).toString();
    result.language = json.value(QLatin1StringView("language")).toString();
    result.mainFile = json.value(QLatin1StringView("open")).toString();
    for (const QJsonValue &tag : json.value(QLatin1StringView("tags")).toArray())
        result.tags.append(tag.toString());
    result.directory = directory;
    result.packages = PackageJson::load(directory).dependencies;
    result.packageCount = lockedPackages(directory);
    return result;
}

// A path in template.json must not lead out of the project.
bool staysInside(const QString &path)
{
    return QDir::isRelativePath(path) && !QDir::cleanPath(path).startsWith(QLatin1StringView(".."));
}

std::optional<ProjectTemplate> readStored(const QString &directory)
{
    ProjectTemplate result = readTemplate(directory);
    if (result.title.isEmpty())
        return {};
    return result;
}

// A project of the user is a template as it is; what template.json does not say comes from the
// project itself.
std::optional<ProjectTemplate> readOwn(const QString &directory)
{
    const QDir dir(directory);
    if (!dir.exists(descriptionFile) && !dir.exists(QStringLiteral("package.json")))
        return {};
    ProjectTemplate result = readTemplate(directory);
    const QJsonObject package = readObject(dir.filePath(QStringLiteral("package.json")));
    result.group = ProjectTemplate::Group::Own;
    if (result.title.isEmpty())
        result.title = result.id;
    if (result.description.isEmpty())
        result.description = package.value(QLatin1StringView("description")).toString();
    if (result.mainFile.isEmpty())
        result.mainFile = package.value(QLatin1StringView("main")).toString();
    if (!staysInside(result.mainFile) || !QFileInfo(dir.filePath(result.mainFile)).isFile())
        result.mainFile = QStringLiteral("package.json");
    if (result.language.isEmpty() && dir.exists(QStringLiteral("tsconfig.json")))
        result.language = QStringLiteral("TypeScript");
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
    : TemplateStore(core::shareDirectory() + QStringLiteral("/templates"), userDirectory())
{
}

TemplateStore::TemplateStore(const QString &directory, const QString &ownDirectory)
    : m_directory(QDir::cleanPath(directory)),
      m_ownDirectory(ownDirectory.isEmpty() ? QString() : QDir::cleanPath(ownDirectory))
{
}

QString TemplateStore::userDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/looptide/templates");
}

QList<ProjectTemplate> TemplateStore::templates() const
{
    QStringList ids = QDir(m_directory).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    if (!m_ownDirectory.isEmpty())
        ids += QDir(m_ownDirectory).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    ids.removeDuplicates();
    QList<ProjectTemplate> result;
    for (const QString &id : std::as_const(ids)) {
        if (auto found = find(id))
            result.append(*std::move(found));
    }
    std::ranges::sort(result, {}, [](const ProjectTemplate &source) {
        return std::pair(source.group, source.title.toCaseFolded());
    });
    return result;
}

std::optional<ProjectTemplate> TemplateStore::find(const QString &id) const
{
    // The user typed the id. It must be one of our names and never a path.
    if (id.isEmpty() || id.contains(u'/') || id.startsWith(u'.'))
        return {};
    if (!m_ownDirectory.isEmpty()) {
        if (auto own = readOwn(QDir(m_ownDirectory).filePath(id)))
            return own;
    }
    return readStored(QDir(m_directory).filePath(id));
}

} // namespace looptide::project
