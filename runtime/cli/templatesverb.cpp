// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/console.h"
#include "runtime/cli/verbs.h"
#include "runtime/project/templatestore.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace looptide::cli {

namespace {

using project::ProjectTemplate;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(looptide::cli::Templates)
};

QJsonObject toJson(const ProjectTemplate &source)
{
    QJsonObject packages;
    for (const project::PackageDependency &package : source.packages)
        packages.insert(package.name, package.installed);
    return {
        { QStringLiteral("id"), source.id },
        { QStringLiteral("title"), source.title },
        { QStringLiteral("description"), source.description },
        { QStringLiteral("language"), source.language },
        { QStringLiteral("tags"), QJsonArray::fromStringList(source.tags) },
        { QStringLiteral("open"), source.mainFile },
        { QStringLiteral("packages"), packages },
    };
}

void printJson(const QList<ProjectTemplate> &templates)
{
    QJsonArray list;
    for (const ProjectTemplate &source : templates)
        list.append(toJson(source));
    print(QString::fromUtf8(QJsonDocument(list).toJson().trimmed()));
}

void printTable(const QList<ProjectTemplate> &templates)
{
    qsizetype width = 0;
    for (const ProjectTemplate &source : templates)
        width = std::max(width, source.id.size());
    for (const ProjectTemplate &source : templates)
        print(source.id.leftJustified(width + 2) + source.description);
}

} // namespace

int templatesVerb(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Texts::tr("Lists what `looptide new` can make."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption json(QStringLiteral("json"),
                                  Texts::tr("One JSON array, for programs."));
    parser.addOption(json);
    const bool parsed = parser.parse(QStringList(QStringLiteral("looptide templates")) + arguments);
    if (parser.isSet(help)) {
        print(parser.helpText());
        return 0;
    }
    if (!parsed || !parser.positionalArguments().isEmpty()) {
        printError(parsed ? Texts::tr("Usage: looptide templates [--json]") : parser.errorText());
        return badInput;
    }
    const project::TemplateStore store;
    const QList<ProjectTemplate> templates = store.templates();
    if (templates.isEmpty()) {
        printError(Texts::tr("There are no templates in %1: this installation is incomplete.")
                       .arg(store.directory()));
        return 1;
    }
    if (parser.isSet(json))
        printJson(templates);
    else
        printTable(templates);
    return 0;
}

} // namespace looptide::cli
