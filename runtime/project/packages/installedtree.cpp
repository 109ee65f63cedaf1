// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/installedtree.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace looptide::project {

namespace {

// A lock file of 100,000 packages has about 50 MiB.
constexpr qint64 maxBytes = qint64 { 256 } << 20;
const QString folder = QStringLiteral("node_modules/");

QByteArray read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maxBytes)
        return {};
    return file.readAll();
}

void addEdges(const QJsonObject &entry, QLatin1StringView field, bool optional,
              LockedPackage &package)
{
    const QJsonObject object = entry.value(field).toObject();
    const QJsonObject meta = entry.value(QLatin1StringView("peerDependenciesMeta")).toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool known = std::ranges::any_of(
            package.dependencies, [&](const auto &edge) { return edge.name == it.key(); });
        if (!known)
            package.dependencies.append(
                { it.key(), it.value().toString(), optional || meta.contains(it.key()) });
    }
}

// Old packages have an object, or a list of objects.
QString licenseOf(const QJsonValue &value)
{
    if (value.isObject())
        return value.toObject().value(QLatin1StringView("type")).toString();
    if (value.isArray())
        return licenseOf(value.toArray().first());
    return value.toString();
}

LockedPackage packageOf(const QString &path, const QJsonObject &entry)
{
    LockedPackage package;
    package.path = path;
    package.name = entry.value(QLatin1StringView("name")).toString();
    if (package.name.isEmpty())
        package.name = path.section(folder, -1);
    package.version = entry.value(QLatin1StringView("version")).toString();
    package.license = licenseOf(entry.value(QLatin1StringView("license")));
    package.deprecation = entry.value(QLatin1StringView("deprecated")).toString();
    package.nodeRange = entry.value(QLatin1StringView("engines"))
                            .toObject()
                            .value(QLatin1StringView("node"))
                            .toString();
    package.isDevelopment = entry.value(QLatin1StringView("dev")).toBool();
    package.hasInstallScript = entry.value(QLatin1StringView("hasInstallScript")).toBool();
    package.isLink = entry.value(QLatin1StringView("link")).toBool();
    addEdges(entry, QLatin1StringView("optionalDependencies"), true, package);
    addEdges(entry, QLatin1StringView("dependencies"), false, package);
    addEdges(entry, QLatin1StringView("peerDependencies"), false, package);
    return package;
}

} // namespace

InstalledTree InstalledTree::load(const QString &projectDir)
{
    InstalledTree tree =
        fromLock(read(projectDir + u'/' + folder + QStringLiteral(".package-lock.json")));
    return tree.isEmpty() ? fromLock(read(projectDir + QStringLiteral("/package-lock.json")))
                          : tree;
}

InstalledTree InstalledTree::fromLock(const QByteArray &lock)
{
    InstalledTree tree;
    const QJsonObject packages =
        QJsonDocument::fromJson(lock).object().value(QLatin1StringView("packages")).toObject();
    tree.m_packages.reserve(packages.size());
    for (auto it = packages.begin(); it != packages.end(); ++it) {
        // Workspaces have entries outside of node_modules, to which links lead.
        if (it.key().startsWith(folder))
            tree.add(packageOf(it.key(), it.value().toObject()));
    }
    tree.findDependents();
    return tree;
}

qsizetype InstalledTree::installScriptCount() const
{
    return std::ranges::count_if(m_packages, &LockedPackage::hasInstallScript);
}

qsizetype InstalledTree::resolve(const QString &fromPath, const QString &name) const
{
    QString from = fromPath;
    for (;;) {
        const qsizetype found = find(from.isEmpty() ? folder + name : from + u'/' + folder + name);
        if (found >= 0 || from.isEmpty())
            return found;
        const qsizetype above = from.lastIndexOf(u'/' + folder);
        from.truncate(std::max<qsizetype>(0, above));
    }
}

QList<qsizetype> InstalledTree::shortestPathTo(qsizetype target, const QStringList &direct) const
{
    QList<qsizetype> reachedFrom(size(), -2); // -2: not reached, -1: from the project
    QList<qsizetype> queue;
    const auto reach = [&](qsizetype position, qsizetype from) {
        if (position >= 0 && reachedFrom.at(position) == -2) {
            reachedFrom[position] = from;
            queue.append(position);
        }
    };
    for (const QString &name : direct)
        reach(resolve({}, name), -1);
    for (qsizetype i = 0; i < queue.size() && reachedFrom.at(target) == -2; ++i) {
        const LockedPackage &package = at(queue.at(i));
        for (const LockedPackage::Edge &edge : package.dependencies)
            reach(resolve(package.path, edge.name), queue.at(i));
    }
    QList<qsizetype> path;
    if (reachedFrom.at(target) == -2)
        return path;
    for (qsizetype position = target; position >= 0; position = reachedFrom.at(position))
        path.prepend(position);
    return path;
}

void InstalledTree::findDependents()
{
    m_dependents.resize(size());
    for (qsizetype position = 0; position < size(); ++position) {
        const LockedPackage &package = at(position);
        for (const LockedPackage::Edge &edge : package.dependencies) {
            const qsizetype needed = resolve(package.path, edge.name);
            if (needed >= 0)
                m_dependents[needed].append(position);
        }
    }
}

void InstalledTree::add(LockedPackage package)
{
    m_positions.insert(package.path, m_packages.size());
    m_byName.insert(package.name, m_packages.size());
    m_packages.append(std::move(package));
}

} // namespace looptide::project
