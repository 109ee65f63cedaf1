// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packagejson.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::project {

// A kind of project that can be created with its packages and without a network. A plain value.
struct ProjectTemplate
{
    enum class Group : quint8 { Web, RealTime, Learning, Tools, Own };

    QString id; // "express": what `looptide new` takes
    Group group = Group::Own; // Own: a folder of the user
    QString title;
    QString description;
    QString language; // "TypeScript"; empty when it is not known
    QStringList tags;
    QString mainFile; // relative: what to open first
    QString directory; // absolute: its files and node_modules
    QList<PackageDependency> packages; // direct ones, with the versions in the store
    int packageCount = 0; // including indirect ones

    // The files of a new project as relative paths, sorted folder by folder, without node_modules.
    QStringList files() const;
};

// The offline store, filled when Looptide is built, and the user's own templates: one folder for
// each template. A template of the user replaces one of the store with the same id. Reads the disk
// at each call (a few small files for each template). Any thread.
class TemplateStore
{
public:
    TemplateStore(); // the installed store, and the user's templates
    explicit TemplateStore(const QString &directory, const QString &ownDirectory = {});

    // Where the user's templates are: looptide/templates in the user's data folder.
    static QString userDirectory();

    QString directory() const { return m_directory; }
    // Sorted by group and title. Left out are folders of the store without a readable
    // template.json, and folders of the user with neither template.json nor package.json.
    QList<ProjectTemplate> templates() const;
    std::optional<ProjectTemplate> find(const QString &id) const;

private:
    QString m_directory;
    QString m_ownDirectory; // empty: none
};

} // namespace looptide::project
