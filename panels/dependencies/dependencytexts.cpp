// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/dependencytexts.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>

namespace looptide::models {

namespace {

using project::PackageDependency;
using Source = PackageDependency::Source;
using State = PackageDependency::State;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::DependencyTexts)
};

QString sourceText(const PackageDependency &dependency)
{
    const QString name = dependencyName(dependency);
    const QString wanted = visibleText(dependency.wanted);
    switch (dependency.source) {
    case Source::Registry:
        return Text::tr("%1: wanted is %2.").arg(name, wanted);
    case Source::Alias:
        return Text::tr("%1 is another name for the package %2.")
            .arg(name, wanted.section(u':', 1));
    case Source::Git:
        return Text::tr("%1 comes from the Git repository %2.").arg(name, wanted);
    case Source::Url:
        return Text::tr("%1 comes from the address %2.").arg(name, wanted);
    case Source::Folder:
        return Text::tr("%1 comes from this computer: %2.").arg(name, wanted);
    case Source::Workspace:
        return Text::tr("%1 is a workspace of this project (%2). pnpm and Yarn know this form, npm "
                        "does not.")
            .arg(name, wanted);
    case Source::Catalog:
        return Text::tr("The version of %1 is in a catalog of the project (%2). pnpm and Yarn know "
                        "this form, npm does not.")
            .arg(name, wanted);
    case Source::NotText:
        break;
    }
    return Text::tr("package.json has %2 for %1 instead of a text: write a version such as "
                    "\"^1.0.0\".")
        .arg(name, wanted);
}

QString missingText(const PackageDependency &dependency)
{
    if (!dependency.isMissing())
        return Text::tr("It is not installed, and need not be (%1).")
            .arg(kindText(dependency.kind));
    if (dependency.source == Source::Workspace || dependency.source == Source::Catalog)
        return Text::tr("It is not in node_modules: install the packages with pnpm or Yarn.");
    return Text::tr("It is not in node_modules: install the packages to be able to use it.");
}

QString stateText(const PackageDependency &dependency)
{
    switch (dependency.state) {
    case State::Missing:
        return missingText(dependency);
    case State::Installed:
        return dependency.installedName.isEmpty() || dependency.installedName == dependency.name
            ? Text::tr("%1 is installed.").arg(dependency.installed)
            : Text::tr("%1 %2 is installed.")
                  .arg(visibleText(dependency.installedName), dependency.installed);
    case State::Unversioned:
        return Text::tr("It is in node_modules, and its package.json has no version.");
    case State::Damaged:
        return Text::tr("It is in node_modules, but %1. Remove its folder and install the packages "
                        "again.")
            .arg(visibleText(dependency.problem));
    case State::BrokenLink:
        return Text::tr(
            "node_modules has a link to a folder that is gone. Bring the folder back, or "
            "install the packages again.");
    case State::Elsewhere:
        return Text::tr("Yarn's Plug'n'Play keeps the packages outside of node_modules; which "
                        "version there is, is not known.");
    case State::BadName:
        break;
    }
    return Text::tr("No package can have this name: correct or remove the line in package.json.");
}

} // namespace

QString kindText(PackageDependency::Kind kind)
{
    switch (kind) {
    case PackageDependency::Kind::Production:
        return Text::tr("prod");
    case PackageDependency::Kind::Development:
        return Text::tr("dev");
    case PackageDependency::Kind::Optional:
        return Text::tr("optional");
    case PackageDependency::Kind::Peer:
        return Text::tr("peer");
    }
    return {};
}

QString dependencyName(const PackageDependency &dependency)
{
    return dependency.name.trimmed().isEmpty() ? Text::tr("(no name)")
                                               : visibleText(dependency.name);
}

QString installedText(const PackageDependency &dependency)
{
    switch (dependency.state) {
    case State::Installed:
        return dependency.installed;
    case State::Unversioned:
        return Text::tr("no version");
    case State::Damaged:
        return Text::tr("damaged");
    case State::BrokenLink:
        return Text::tr("broken link");
    case State::BadName:
        return Text::tr("bad name");
    case State::Missing:
    case State::Elsewhere:
        break;
    }
    return dependency.isMissing() ? Text::tr("missing") : QStringLiteral("–");
}

QString explanationOf(const PackageDependency &dependency)
{
    return sourceText(dependency) + u' ' + stateText(dependency);
}

bool needsAttention(const PackageDependency &dependency)
{
    return dependency.isMissing() || dependency.state == State::BadName
        || dependency.source == Source::NotText;
}

} // namespace looptide::models
