// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/projectconfig.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace looptide::lsp {

namespace {

bool hasConfig(const QDir &directory)
{
    return directory.exists(QStringLiteral("tsconfig.json"))
        || directory.exists(QStringLiteral("jsconfig.json"));
}

// TypeScript looks in every folder above a file.
bool hasConfigAbove(const QString &path)
{
    for (qsizetype slash = path.lastIndexOf(u'/'); slash >= 0;
         slash = slash == 0 ? -1 : path.lastIndexOf(u'/', slash - 1)) {
        if (hasConfig(QDir(path.left(slash + 1))))
            return true;
    }
    return false;
}

bool hasOwnTypes(const QString &packageDirectory)
{
    QFile file(packageDirectory + QStringLiteral("/package.json"));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QJsonObject package = QJsonDocument::fromJson(file.readAll()).object();
    return package.contains(QLatin1StringView("types"))
        || package.contains(QLatin1StringView("typings"))
        || QFileInfo::exists(packageDirectory + QStringLiteral("/index.d.ts"));
}

// "koa__router" is "@koa/router".
QString packageOf(const QString &typesName)
{
    const qsizetype at = typesName.indexOf(QLatin1StringView("__"));
    return at < 0 ? typesName
                  : QStringLiteral("@%1/%2").arg(typesName.left(at), typesName.mid(at + 2));
}

// Bundled types for packages whose own JavaScript would be read otherwise.
QJsonObject bundledPaths(const QString &root, const QString &typesDirectory)
{
    QJsonObject paths;
    const QStringList names =
        QDir(typesDirectory).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names) {
        const QString package = packageOf(name);
        if (name == QLatin1StringView("node")
            || QFileInfo::exists(root + QStringLiteral("/node_modules/@types/") + name)
            || hasOwnTypes(root + QStringLiteral("/node_modules/") + package))
            continue;
        paths.insert(package, QJsonArray { typesDirectory + u'/' + name });
    }
    return paths;
}

QJsonArray includedTypes(const QString &root)
{
    QStringList names = QDir(root + QStringLiteral("/node_modules/@types"))
                            .entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    if (!names.contains(QLatin1StringView("node")))
        names.append(QStringLiteral("node"));
    return QJsonArray::fromStringList(names);
}

QJsonObject compilerOptions(const QString &root, const QString &typesDirectory)
{
    return { { QStringLiteral("allowJs"), true },
             { QStringLiteral("checkJs"), false },
             { QStringLiteral("noEmit"), true },
             { QStringLiteral("strict"), false },
             { QStringLiteral("skipLibCheck"), true },
             { QStringLiteral("resolveJsonModule"), true },
             { QStringLiteral("allowImportingTsExtensions"), true },
             { QStringLiteral("maxNodeModuleJsDepth"), 2 },
             { QStringLiteral("target"), QStringLiteral("esnext") },
             { QStringLiteral("module"), QStringLiteral("nodenext") },
             { QStringLiteral("jsx"), QStringLiteral("react-jsx") },
             { QStringLiteral("types"), includedTypes(root) },
             { QStringLiteral("typeRoots"),
               QJsonArray { root + QStringLiteral("/node_modules/@types"), typesDirectory } },
             { QStringLiteral("paths"), bundledPaths(root, typesDirectory) } };
}

} // namespace

std::optional<ProjectConfig> ProjectConfig::forFile(const QString &path, const QString &folder,
                                                    const QString &typesDirectory,
                                                    const QStringList &openFiles)
{
    if (path.contains(QLatin1StringView("/node_modules/")) || hasConfigAbove(path))
        return {};
    const bool isInside = !folder.isEmpty() && path.startsWith(folder + u'/');
    const QString root = isInside ? folder : QFileInfo(path).path();
    QJsonObject config { { QStringLiteral("compilerOptions"),
                           compilerOptions(root, typesDirectory) } };
    if (isInside && QFileInfo::exists(folder + QStringLiteral("/package.json"))) {
        config.insert(QStringLiteral("exclude"),
                      QJsonArray { QStringLiteral("**/node_modules"), QStringLiteral("**/.*"),
                                   QStringLiteral("**/dist"), QStringLiteral("**/coverage") });
    } else {
        QStringList files { path };
        for (const QString &file : openFiles) {
            if (file.startsWith(root + u'/') && !files.contains(file))
                files.append(file);
        }
        files.sort();
        config.insert(QStringLiteral("files"), QJsonArray::fromStringList(files));
    }
    return ProjectConfig { root + QStringLiteral("/jsconfig.json"),
                           QString::fromUtf8(QJsonDocument(config).toJson()) };
}

} // namespace looptide::lsp
