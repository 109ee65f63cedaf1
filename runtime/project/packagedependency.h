// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace looptide::project {

// One entry of `dependencies` and its like in package.json, and what node_modules has of it.
struct PackageDependency
{
    Q_DECLARE_TR_FUNCTIONS(looptide::project::PackageDependency)
public:
    enum class Kind : quint8 { Production, Development, Optional, Peer };

    // Where `wanted` says that the package comes from.
    enum class Source : quint8 {
        Registry, // a range or a tag
        Alias, // npm:OTHER@RANGE: another package under this name
        Git,
        Url, // of a tar file
        Folder, // file:, link:, portal: or a path
        Workspace, // workspace:RANGE; Yarn and pnpm
        Catalog, // catalog:NAME; Yarn and pnpm
        NotText, // package.json has a number, an object or the like there
    };

    enum class State : quint8 {
        Missing,
        Installed,
        Unversioned, // it is there, and its package.json has no version
        Damaged, // it is there, and its package.json cannot be understood: problem
        BrokenLink, // a link whose target is gone
        Elsewhere, // Yarn's Plug'n'Play keeps packages out of node_modules
        BadName, // no package can have this name
    };

    QString name {};
    QString wanted {}; // as written
    QString installed {}; // the version; empty when it is not known
    Kind kind = Kind::Production;
    Source source = Source::Registry;
    State state = State::Missing;
    QString installedName {}; // that its own package.json says; differs from name for an alias
    QString manifest {}; // absolute path of its package.json; empty when there is none
    QString problem {}; // for users, names line and column; only when Damaged
    int problemLine = 0; // in manifest, from 1; 0 when the problem has no place
    int problemColumn = 0;

    // An install would help. Optional and peer packages may be absent without anything being wrong.
    bool isMissing() const;
    bool operator==(const PackageDependency &) const = default;

    static Source sourceOf(const QString &wanted);
    // False for what npm refuses as the name of any package: it would point outside of
    // node_modules.
    static bool isName(const QString &name);

    // Fills in what is installed, looked up as Node does: in this folder's node_modules, then in
    // those of the folders above it.
    void findInstalled(const QString &projectDir);
};

} // namespace looptide::project
