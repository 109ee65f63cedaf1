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
    QString id; // "express": what `looptide new` takes
    QString title;
    QString description;
    QStringList tags;
    QString mainFile; // relative: what to open first
    QString directory; // absolute: its files and node_modules
    QList<PackageDependency> packages; // direct ones, with the versions in the store
    int packageCount = 0; // including indirect ones

    // The files of a new project as relative paths, sorted folder by folder, without node_modules.
    QStringList files() const;
};

// The offline store: one folder for each template, filled when Looptide is built. Reads the disk at
// each call (a few small files). Any thread.
class TemplateStore
{
public:
    TemplateStore(); // the installed store
    explicit TemplateStore(const QString &directory);

    QString directory() const { return m_directory; }
    // Sorted by title; folders without a readable template.json are left out.
    QList<ProjectTemplate> templates() const;
    std::optional<ProjectTemplate> find(const QString &id) const;

private:
    QString m_directory;
};

} // namespace looptide::project
