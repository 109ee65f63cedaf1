// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packagedependency.h"

#include "runtime/project/jsontext.h"
#include "runtime/project/packagejson.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace looptide::project {

namespace {

using State = PackageDependency::State;

struct Prefix
{
    QLatin1StringView text;
    PackageDependency::Source source;
};

// The prefixes before the colon that npm, Yarn and pnpm understand, and paths.
constexpr Prefix prefixes[] = {
    { QLatin1StringView("npm:"), PackageDependency::Source::Alias },
    { QLatin1StringView("workspace:"), PackageDependency::Source::Workspace },
    { QLatin1StringView("catalog:"), PackageDependency::Source::Catalog },
    { QLatin1StringView("file:"), PackageDependency::Source::Folder },
    { QLatin1StringView("link:"), PackageDependency::Source::Folder },
    { QLatin1StringView("portal:"), PackageDependency::Source::Folder },
    { QLatin1StringView("./"), PackageDependency::Source::Folder },
    { QLatin1StringView("../"), PackageDependency::Source::Folder },
    { QLatin1StringView("/"), PackageDependency::Source::Folder },
    { QLatin1StringView("~/"), PackageDependency::Source::Folder },
    { QLatin1StringView("git"),
      PackageDependency::Source::Git }, // git+ssh:, git@, github:, gitlab:
    { QLatin1StringView("bitbucket:"), PackageDependency::Source::Git },
    { QLatin1StringView("gist:"), PackageDependency::Source::Git },
    { QLatin1StringView("ssh:"), PackageDependency::Source::Git },
};

void readManifest(PackageDependency *dependency)
{
    QFile file(dependency->manifest);
    dependency->state = State::Damaged;
    if (file.size() > PackageJson::maxBytes) {
        dependency->problem = PackageDependency::tr("its package.json is too large to be read");
        return;
    }
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly)) {
        dependency->problem =
            PackageDependency::tr("its package.json cannot be read: %1").arg(file.errorString());
        return;
    }
    const JsonText json = JsonText::parse(file.read(PackageJson::maxBytes));
    if (!json.isValid()) {
        dependency->problemLine = json.line;
        dependency->problemColumn = json.column;
        dependency->problem = PackageDependency::tr("package.json:%1:%2: not valid JSON: %3")
                                  .arg(json.line)
                                  .arg(json.column)
                                  .arg(json.error);
        return;
    }
    dependency->installed = stringAt(json.value, "version");
    dependency->installedName = stringAt(json.value, "name");
    dependency->state = dependency->installed.isEmpty() ? State::Unversioned : State::Installed;
}

// Reads the package from one node_modules. Returns false when Node would search further up.
bool takeFrom(const QDir &modules, PackageDependency *dependency)
{
    const QFileInfo folder(modules.filePath(dependency->name));
    if (!folder.exists()) {
        if (folder.isSymLink())
            dependency->state = State::BrokenLink;
        return false;
    }
    const QFileInfo manifest(folder.filePath() + QStringLiteral("/package.json"));
    if (!manifest.exists()) {
        dependency->state = State::Damaged;
        dependency->problem = PackageDependency::tr("its folder has no package.json");
        return false;
    }
    dependency->problem.clear();
    dependency->manifest = QDir::cleanPath(manifest.absoluteFilePath());
    readManifest(dependency);
    return true;
}

bool usesPlugAndPlay(const QDir &dir)
{
    return QFileInfo(dir.filePath(QStringLiteral(".pnp.cjs"))).isFile();
}

} // namespace

bool PackageDependency::isMissing() const
{
    return (state == State::Missing || state == State::Damaged || state == State::BrokenLink)
        && (kind == Kind::Production || kind == Kind::Development);
}

PackageDependency::Source PackageDependency::sourceOf(const QString &wanted)
{
    static const QRegularExpression repository(QStringLiteral(R"(^[\w.-]+/[\w.-]+(#.*)?$)"));
    static const QRegularExpression web(QStringLiteral(R"(^https?://)"));
    static const QRegularExpression gitFile(QStringLiteral(R"(\.git(#.*)?$)"));
    const QString text = wanted.trimmed();
    const auto prefix = std::ranges::find_if(
        prefixes, [&](const Prefix &known) { return text.startsWith(known.text); });
    if (prefix != std::end(prefixes))
        return prefix->source;
    if (web.match(text).hasMatch())
        return gitFile.match(text).hasMatch() ? Source::Git : Source::Url;
    return repository.match(text).hasMatch() ? Source::Git : Source::Registry;
}

bool PackageDependency::isName(const QString &name)
{
    static const QRegularExpression form(
        QStringLiteral(R"(^(@[^/\\\s.][^/\\\s]*/)?[^/\\\s.@_][^/\\\s]*$)"));
    return form.match(name).hasMatch() && !name.contains(QChar(u'\0'));
}

void PackageDependency::findInstalled(const QString &projectDir)
{
    state = State::Missing;
    if (!isName(name)) {
        state = State::BadName;
        return;
    }
    bool isElsewhere = false;
    for (QDir dir(projectDir);;) {
        if (takeFrom(QDir(dir.filePath(QStringLiteral("node_modules"))), this))
            return;
        isElsewhere = isElsewhere || usesPlugAndPlay(dir);
        const QString here = dir.path();
        if (dir.isRoot() || !dir.cdUp() || dir.path() == here)
            break;
    }
    if (isElsewhere && state == State::Missing)
        state = State::Elsewhere;
}

} // namespace looptide::project
