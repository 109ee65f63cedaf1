// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace looptide::project {

// One entry of `dependencies` (or devDependencies and so on) in package.json, and the state of the
// package in node_modules.
struct PackageDependency
{
    Q_DECLARE_TR_FUNCTIONS(looptide::project::PackageDependency)
public:
    enum class Kind : quint8 { Production, Development, Optional, Peer };

    // The source of the package according to `wanted`.
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
        Unversioned, // present, but its package.json has no version
        Damaged, // present, but its package.json is malformed: problem
        BrokenLink, // a link whose target is gone
        Elsewhere, // Yarn's Plug'n'Play keeps packages out of node_modules
        BadName, // no package can have this name
    };

    QString name {};
    QString wanted {}; // as written
    QString installed {}; // the version; empty when unknown
    Kind kind = Kind::Production;
    Source source = Source::Registry;
    State state = State::Missing;
    QString installedName {}; // that its own package.json says; differs from name for an alias
    QString manifest {}; // absolute path of its package.json; empty when there is none
    QString problem {}; // for users, names line and column; only when Damaged
    int problemLine = 0; // in manifest, from 1; 0 without a location
    int problemColumn = 0;

    // Whether an installation would help. Optional and peer packages may be absent.
    bool isMissing() const;
    bool operator==(const PackageDependency &) const = default;

    static Source sourceOf(const QString &wanted);
    // Returns false for names that npm refuses because they would point outside of node_modules.
    static bool isName(const QString &name);

    // Fills in the installed state. Searches as Node does: in this folder's node_modules, then in
    // those of the folders above it.
    void findInstalled(const QString &projectDir);
};

} // namespace looptide::project
