// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::project {

// What Run starts, as the user chose it. A plain value; nothing of it has to exist.
struct RunChoice
{
    enum class Kind : quint8 {
        Project, // what StartPlan::ofProject() starts
        CurrentFile, // the file in the editor
        File,
        Script, // of package.json
        Workspace,
        Configuration,
        Install, // npm install
    };

    Kind kind = Kind::Project;
    // The path of the file (absolute or relative to the project), the name of the script, the
    // folder of the workspace (relative to the project) or RunConfiguration::id. Empty for the
    // other kinds.
    QString target {};

    bool operator==(const RunChoice &) const = default;

    // The text for settings files: "file", "file:PATH", "script:NAME", "workspace:FOLDER", "id:ID"
    // or "install"; empty for the project.
    QString toText() const;
    // A text that toText() cannot return, such as "script:" without a name, means the project.
    static RunChoice fromText(const QString &text);

    static RunChoice file(const QString &path) { return { Kind::File, path }; }
    static RunChoice script(const QString &name) { return { Kind::Script, name }; }
    static RunChoice workspace(const QString &folder) { return { Kind::Workspace, folder }; }
    static RunChoice configuration(const QString &id) { return { Kind::Configuration, id }; }
};

} // namespace looptide::project
