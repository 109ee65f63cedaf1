// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::lsp {

/// A jsconfig.json that exists in the memory of the TypeScript server only, for a project that has
/// neither tsconfig.json nor jsconfig.json. With it, a plain JavaScript project has the bundled
/// types of Node.js and of common packages that have none, and references are found in the whole
/// project.
struct ProjectConfig
{
    QString path;
    QString text;

    /// Nothing when a configuration is there that applies to the file. `folder`: the project, or
    /// empty. `typesDirectory`: the folder with the bundled @types. A folder without package.json
    /// is not read as a whole, because it may be a home folder: `openFiles` belong to the program
    /// then.
    static std::optional<ProjectConfig> forFile(const QString &path, const QString &folder,
                                                const QString &typesDirectory,
                                                const QStringList &openFiles);
};

} // namespace looptide::lsp
