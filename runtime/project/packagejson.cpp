// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packagejson.h"

#include "runtime/project/jsontext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace looptide::project {

namespace {

using Kind = PackageDependency::Kind;

void setMalformed(PackageJson &package, const QByteArray &text, const JsonText &json)
{
    package.errorLine = json.line;
    package.errorColumn = json.column;
    package.error = text.trimmed().isEmpty()
        ? PackageJson::tr("package.json:1:1: the file is empty.")
        : PackageJson::tr("package.json:%1:%2: not valid JSON: %3")
              .arg(json.line)
              .arg(json.column)
              .arg(json.error);
}

// The text of package.json; nothing after setting status and error.
std::optional<QByteArray> readText(PackageJson &package)
{
    const QFileInfo info(package.filePath());
    const QString shown = QDir::toNativeSeparators(info.filePath());
    if (!info.exists() && !info.isSymLink()) {
        package.status = PackageJson::Status::Missing;
        package.error = QFileInfo(package.directory).isDir()
            ? PackageJson::tr("There is no package.json in %1.")
                  .arg(QDir::toNativeSeparators(package.directory))
            : PackageJson::tr("There is no folder %1.")
                  .arg(QDir::toNativeSeparators(package.directory));
        return {};
    }
    package.status = PackageJson::Status::Unreadable;
    QFile file(info.filePath());
    if (!info.isFile())
        package.error = PackageJson::tr("%1 is not a file.").arg(shown);
    else if (info.size() > PackageJson::maxBytes)
        package.error = PackageJson::tr("%1 is too large to be read (%2 MB).")
                            .arg(shown)
                            .arg(info.size() / (1024 * 1024));
    else if (!file.open(QIODevice::ReadOnly))
        package.error = PackageJson::tr("%1 cannot be read: %2").arg(shown, file.errorString());
    else
        return file.read(PackageJson::maxBytes);
    return {};
}

void addDependencies(PackageJson &package, const Json &json, const char *key, Kind kind)
{
    const auto section = json.find(key);
    if (section == json.end() || !section->is_object())
        return;
    for (const auto &[name, wanted] : section->items()) {
        const QString id = QString::fromStdString(name);
        const auto known = std::ranges::find(package.dependencies, id, &PackageDependency::name);
        if (known != package.dependencies.end()) {
            // As in npm: a package that is also optional counts as optional.
            if (kind == Kind::Optional)
                known->kind = kind;
            continue;
        }
        PackageDependency dependency { .name = id, .kind = kind };
        if (wanted.is_string()) {
            dependency.wanted = QString::fromStdString(wanted.get<std::string>());
            dependency.source = PackageDependency::sourceOf(dependency.wanted);
        } else {
            // dump() recurses: deeply nested values would exhaust the stack.
            dependency.wanted =
                wanted.is_primitive() ? QString::fromStdString(wanted.dump()) : QStringLiteral("…");
            dependency.source = PackageDependency::Source::NotText;
        }
        dependency.findInstalled(package.directory);
        package.dependencies.append(dependency);
    }
}

// npm takes a list, Yarn an object with one as well.
QStringList workspacePatterns(const Json &json)
{
    const auto member = json.find("workspaces");
    if (member == json.end())
        return {};
    const Json *list = &*member;
    if (const auto packages = list->is_object() ? list->find("packages") : list->end();
        list->is_object() && packages != list->end())
        list = &*packages;
    QStringList patterns;
    if (list->is_array()) {
        for (const Json &pattern : *list) {
            if (pattern.is_string())
                patterns.append(QString::fromStdString(pattern.get<std::string>()));
        }
    }
    return patterns;
}

void fill(PackageJson &package, const Json &json)
{
    package.name = stringAt(json, "name");
    package.version = stringAt(json, "version");
    package.main = stringAt(json, "main");
    package.workspaces = workspacePatterns(json);
    if (const auto scripts = json.find("scripts"); scripts != json.end() && scripts->is_object()) {
        for (const auto &[name, command] : scripts->items()) {
            if (command.is_string())
                package.scripts.append({ QString::fromStdString(name),
                                         QString::fromStdString(command.get<std::string>()) });
        }
    }
    addDependencies(package, json, "dependencies", Kind::Production);
    addDependencies(package, json, "devDependencies", Kind::Development);
    addDependencies(package, json, "optionalDependencies", Kind::Optional);
    addDependencies(package, json, "peerDependencies", Kind::Peer);
}

} // namespace

PackageJson PackageJson::load(const QString &projectDir)
{
    PackageJson package;
    package.directory = QDir::cleanPath(QDir(projectDir).absolutePath());
    const std::optional<QByteArray> text = readText(package);
    if (!text)
        return package;
    package.status = Status::Malformed;
    const JsonText json = JsonText::parse(*text);
    if (!json.isValid()) {
        setMalformed(package, *text, json);
    } else if (json.value.is_object()) {
        fill(package, json.value);
        package.status = Status::Loaded;
    } else {
        package.errorLine = package.errorColumn = 1;
        package.error = tr("package.json:1:1: must hold an object ({ … }), but holds another kind "
                           "of value.");
    }
    return package;
}

QString PackageJson::filePath() const
{
    return QDir(directory).filePath(QStringLiteral("package.json"));
}

QString PackageJson::script(const QString &scriptName) const
{
    const auto it = std::ranges::find(scripts, scriptName, &PackageScript::name);
    return it == scripts.end() ? QString() : it->command;
}

} // namespace looptide::project
