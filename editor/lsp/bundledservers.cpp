// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/bundledservers.h"

#include "editor/lsp/types.h"

#include <QFileInfo>
#include <QHash>
#include <QJsonArray>

namespace looptide::lsp {

namespace {

const QStringList scripts = { QStringLiteral("javascript"), QStringLiteral("javascriptreact"),
                              QStringLiteral("typescript"), QStringLiteral("typescriptreact") };
const QStringList styles = { QStringLiteral("css"), QStringLiteral("scss"),
                             QStringLiteral("less") };

/// A limit for the memory of each server, so that a defect cannot use up the machine.
const QString nodeMemory = QStringLiteral("--max-old-space-size=1024");
const QString goMemory = QStringLiteral("3GiB");

ServerCommand nodeCommand(const Installation &installation, const QString &script,
                          const QString &argument)
{
    ServerCommand command;
    command.program = installation.node;
    command.directory = installation.directory;
    command.arguments = { nodeMemory, QStringLiteral("--import"),
                          uriOf(installation.directory + QStringLiteral("/bundled-only.mjs")),
                          installation.directory + QStringLiteral("/node_modules/") + script,
                          argument };
    command.environment = installation.environment;
    // They are meant for the programs of the user.
    command.environment.remove(QStringLiteral("NODE_OPTIONS"));
    command.environment.remove(QStringLiteral("NODE_PATH"));
    return command;
}

ServerSpec typeScript(const Installation &installation)
{
    ServerSpec spec;
    spec.id = QStringLiteral("typescript");
    spec.name = QStringLiteral("TypeScript");
    spec.command.program = installation.directory + QStringLiteral("/typescript/tsc");
    spec.command.arguments = { QStringLiteral("--lsp"), QStringLiteral("--stdio") };
    spec.command.directory = installation.directory;
    spec.command.environment = installation.environment;
    spec.command.environment.insert(QStringLiteral("GOMEMLIMIT"), goMemory);
    spec.languages = scripts;
    spec.roles = Role::Language | Role::Diagnostics | Role::CodeActions | Role::Formatting;
    // It would run npm for the types of JavaScript projects.
    spec.initializationOptions = { { QStringLiteral("disableAutomaticTypeAcquisition"), true } };
    const QJsonObject preferences { { QStringLiteral("disableAutomaticTypeAcquisition"), true },
                                    { QStringLiteral("preferences"),
                                      QJsonObject {
                                          { QStringLiteral("useAliasesForRenames"), false } } } };
    spec.settings = { { QStringLiteral("js/ts"), preferences },
                      { QStringLiteral("typescript"), preferences },
                      { QStringLiteral("javascript"), preferences } };
    spec.needsProjectConfig = true;
    return spec;
}

ServerSpec oxlint(const Installation &installation)
{
    ServerSpec spec;
    spec.id = QStringLiteral("oxlint");
    spec.name = QStringLiteral("oxlint");
    spec.command =
        nodeCommand(installation, QStringLiteral("oxlint/dist/cli.js"), QStringLiteral("--lsp"));
    spec.languages = scripts;
    spec.roles = Role::Diagnostics | Role::CodeActions;
    return spec;
}

ServerSpec oxfmt(const Installation &installation)
{
    ServerSpec spec;
    spec.id = QStringLiteral("oxfmt");
    spec.name = QStringLiteral("oxfmt");
    spec.command =
        nodeCommand(installation, QStringLiteral("oxfmt/dist/cli.js"), QStringLiteral("--lsp"));
    spec.languages =
        scripts + styles + QStringList { QStringLiteral("json"),     QStringLiteral("jsonc"),
                                         QStringLiteral("html"),     QStringLiteral("yaml"),
                                         QStringLiteral("markdown"), QStringLiteral("graphql") };
    spec.roles = Role::Formatting;
    return spec;
}

ServerSpec extracted(const Installation &installation, const QString &id, const QString &name,
                     const QStringList &languages)
{
    ServerSpec spec;
    spec.id = id;
    spec.name = name;
    spec.command = nodeCommand(
        installation,
        QStringLiteral("vscode-langservers-extracted/bin/vscode-%1-language-server").arg(id),
        QStringLiteral("--stdio"));
    spec.languages = languages;
    spec.roles = Role::Language | Role::Diagnostics | Role::CodeActions;
    spec.initializationOptions = { { QStringLiteral("provideFormatter"), false } };
    return spec;
}

QJsonObject schemaFor(const Installation &installation, const QStringList &names,
                      const QString &file)
{
    return { { QStringLiteral("fileMatch"), QJsonArray::fromStringList(names) },
             { QStringLiteral("url"),
               uriOf(installation.directory + QStringLiteral("/schemas/") + file) } };
}

ServerSpec json(const Installation &installation)
{
    ServerSpec spec = extracted(installation, QStringLiteral("json"), QStringLiteral("JSON"),
                                { QStringLiteral("json"), QStringLiteral("jsonc") });
    // Schemas come from this machine only.
    spec.initializationOptions.insert(QStringLiteral("handledSchemaProtocols"),
                                      QJsonArray { QStringLiteral("file") });
    const QJsonArray schemas {
        schemaFor(installation, { QStringLiteral("package.json") }, QStringLiteral("package.json")),
        schemaFor(installation,
                  { QStringLiteral("tsconfig.json"), QStringLiteral("tsconfig.*.json"),
                    QStringLiteral("jsconfig.json") },
                  QStringLiteral("tsconfig.json"))
    };
    spec.settings.insert(QStringLiteral("json"),
                         QJsonObject { { QStringLiteral("validate"),
                                         QJsonObject { { QStringLiteral("enable"), true } } },
                                       { QStringLiteral("schemas"), schemas } });
    return spec;
}

ServerSpec html(const Installation &installation)
{
    ServerSpec spec = extracted(installation, QStringLiteral("html"), QStringLiteral("HTML"),
                                { QStringLiteral("html") });
    // For scripts in a page it needs an older TypeScript, which is not bundled.
    spec.initializationOptions.insert(
        QStringLiteral("embeddedLanguages"),
        QJsonObject { { QStringLiteral("css"), true }, { QStringLiteral("javascript"), false } });
    return spec;
}

} // namespace

QList<ServerSpec> bundledServers(const Installation &installation)
{
    // The first one that can do something does it: oxfmt formats rather than TypeScript.
    return { oxfmt(installation),
             typeScript(installation),
             oxlint(installation),
             json(installation),
             html(installation),
             extracted(installation, QStringLiteral("css"), QStringLiteral("CSS"), styles) };
}

QString languageIdOf(const QString &path)
{
    static const QHash<QString, QString> Suffixes = {
        { QStringLiteral("cjs"), QStringLiteral("javascript") },
        { QStringLiteral("css"), QStringLiteral("css") },
        { QStringLiteral("cts"), QStringLiteral("typescript") },
        { QStringLiteral("gql"), QStringLiteral("graphql") },
        { QStringLiteral("graphql"), QStringLiteral("graphql") },
        { QStringLiteral("htm"), QStringLiteral("html") },
        { QStringLiteral("html"), QStringLiteral("html") },
        { QStringLiteral("js"), QStringLiteral("javascript") },
        { QStringLiteral("json"), QStringLiteral("json") },
        { QStringLiteral("json5"), QStringLiteral("jsonc") },
        { QStringLiteral("jsonc"), QStringLiteral("jsonc") },
        { QStringLiteral("jsx"), QStringLiteral("javascriptreact") },
        { QStringLiteral("less"), QStringLiteral("less") },
        { QStringLiteral("markdown"), QStringLiteral("markdown") },
        { QStringLiteral("md"), QStringLiteral("markdown") },
        { QStringLiteral("mjs"), QStringLiteral("javascript") },
        { QStringLiteral("mts"), QStringLiteral("typescript") },
        { QStringLiteral("scss"), QStringLiteral("scss") },
        { QStringLiteral("ts"), QStringLiteral("typescript") },
        { QStringLiteral("tsx"), QStringLiteral("typescriptreact") },
        { QStringLiteral("yaml"), QStringLiteral("yaml") },
        { QStringLiteral("yml"), QStringLiteral("yaml") },
    };
    const QFileInfo info(path);
    const QString name = info.fileName();
    // These may have comments.
    if ((name.startsWith(QLatin1StringView("tsconfig"))
         || name.startsWith(QLatin1StringView("jsconfig")))
        && name.endsWith(QLatin1StringView(".json")))
        return QStringLiteral("jsonc");
    return Suffixes.value(info.suffix().toLower());
}

} // namespace looptide::lsp
