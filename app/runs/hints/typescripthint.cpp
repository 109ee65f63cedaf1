// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/hints/typescripthint.h"

#include "app/runs/runplan.h"
#include "panels/common/displaytext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace looptide::app {

namespace {

using project::RunConfiguration;

const QString loaderOption = QStringLiteral("--import tsx");

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::TypeScriptHint)
};

QString captured(const QString &pattern, const QString &output, int group = 1)
{
    const auto match =
        QRegularExpression(pattern, QRegularExpression::MultilineOption).match(output);
    return match.hasMatch() ? match.captured(group) : QString();
}

// The syntax that must be compiled, in Node's words.
QString syntaxCause(const QString &output)
{
    static const QString decorator = QStringLiteral(
        R"(\.[mc]?ts:\d+\r?\n\s*(@[\w$]+)[^\n]*\n\s*\^+\r?\n\s*SyntaxError: Invalid or)");
    QString what = captured(
        QStringLiteral(R"(TypeScript ([\w -]+) (?:is|are) not supported in strip-only mode)"),
        output);
    if (what.isEmpty())
        what = captured(decorator, output);
    if (!what.isEmpty())
        return Text::tr("Node takes the types out of TypeScript and translates nothing, but this "
                        "program has syntax that must be translated: %1.")
            .arg(models::visibleText(what));
    if (output.contains(QLatin1StringView("ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX")))
        return Text::tr("Node takes the types out of TypeScript and translates nothing, but this "
                        "program has syntax that must be translated.");
    return {};
}

QString fileTypeCause(const QString &output)
{
    const QString suffix =
        captured(QStringLiteral(R"x(Unknown file extension "(\.[jt]sx)")x"), output);
    if (!suffix.isEmpty())
        return Text::tr("Node does not run %1 files.").arg(suffix);
    if (output.contains(QLatin1StringView("ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING")))
        return Text::tr("A package brings TypeScript files, and Node does not run those below "
                        "node_modules.");
    return {};
}

QString typeImportCause(const QString &output)
{
    static const QRegularExpression missing(QStringLiteral(
        R"(The requested module '([^']+\.[mc]?ts)' does not provide an export named '([\w$]+)')"));
    const auto match = missing.match(output);
    if (!match.hasMatch())
        return {};
    return Text::tr("%1 has no “%2” when the program runs. If that is a type, import it with "
                    "“import type”: Node does not know which imports are types.")
        .arg(models::visibleText(match.captured(1)), match.captured(2));
}

// The TypeScript file that is meant by an import of a file that does not exist; empty when there is
// none.
QString meantFile(const QString &path)
{
    static const QRegularExpression suffix(QStringLiteral(R"(\.([mc]?)js$)"));
    const auto match = suffix.match(path);
    QStringList candidates;
    if (match.hasMatch())
        candidates.append(path.first(match.capturedStart()) + u'.' + match.captured(1)
                          + QStringLiteral("ts"));
    if (path.endsWith(QLatin1StringView(".js")))
        candidates.append(path.chopped(3) + QStringLiteral(".tsx"));
    for (const auto *end : { ".ts", ".tsx", ".mts", ".cts", "/index.ts", "/index.tsx" })
        candidates.append(path + QLatin1StringView(end));
    for (const QString &candidate : std::as_const(candidates)) {
        if (QFileInfo(candidate).isFile())
            return candidate;
    }
    return {};
}

// The missing file of an import (absolute path) or of a require (as written, with the stack of
// files below).
QString missingFile(const QString &output)
{
    const QString imported =
        captured(QStringLiteral(R"((?:Cannot find module|Directory import) '(/[^']+)')"), output);
    if (!imported.isEmpty())
        return imported;
    static const QRegularExpression required(
        QStringLiteral(R"(Cannot find module '(\.[^']*)'\r?\nRequire stack:\r?\n- ([^\r\n]+))"));
    const auto match = required.match(output);
    return match.hasMatch()
        ? QDir::cleanPath(QFileInfo(match.captured(2)).path() + u'/' + match.captured(1))
        : QString();
}

QString importCause(const QString &output)
{
    const QString path = missingFile(output);
    const QString meant = path.isEmpty() ? QString() : meantFile(path);
    if (!meant.isEmpty())
        return Text::tr(
                   "An import of “%1” means the TypeScript file “%2”, which Node does not look "
                   "for.")
            .arg(models::visibleText(QFileInfo(path).fileName()),
                 models::visibleText(QFileInfo(path).dir().relativeFilePath(meant)));
    const QString alias = captured(
        QStringLiteral(R"(Cannot find package '([@~]/[^']*)' imported from [^\r\n]*\.[mc]?tsx?\b)"),
        output);
    if (!alias.isEmpty())
        return Text::tr("“%1” looks like one of the “paths” of tsconfig.json, which Node does not "
                        "read.")
            .arg(models::visibleText(alias));
    return {};
}

QString remedies(const QString &option)
{
    return Text::tr("Run it with a loader such as tsx, or change the program: with %1 in "
                    "tsconfig.json the editor shows each place.")
        .arg(option);
}

// The configuration that a plan's choice names, or a new one without an id.
std::optional<RunConfiguration> configurationOf(const RunPlan &plan,
                                                const project::ProjectRuns &runs)
{
    using Kind = project::RunChoice::Kind;
    RunConfiguration result;
    result.name = Text::tr("%1 with tsx");
    switch (plan.choice->kind) {
    case Kind::Project:
        result.name = result.name.arg(Text::tr("Project"));
        return result;
    case Kind::Script:
        result.kind = RunConfiguration::Kind::Script;
        result.target = plan.choice->target;
        result.name = result.name.arg(result.target);
        return result;
    case Kind::File:
        result.kind = RunConfiguration::Kind::File;
        result.target = QDir(plan.project).relativeFilePath(plan.request.script);
        result.name = result.name.arg(QFileInfo(result.target).fileName());
        return result;
    case Kind::Configuration:
        if (const auto *known = runs.find(plan.choice->target))
            return *known;
        return {};
    case Kind::CurrentFile:
    case Kind::Workspace:
    case Kind::Install:
        break;
    }
    return {};
}

} // namespace

QString typeScriptCause(const QString &output)
{
    const struct
    {
        QString (*find)(const QString &);
        QString option;
    } causes[] {
        { syntaxCause, QStringLiteral("“erasableSyntaxOnly”") },
        { typeImportCause, QStringLiteral("“verbatimModuleSyntax”") },
        { importCause, QStringLiteral("“allowImportingTsExtensions” and “module”: “nodenext”") },
        { fileTypeCause, {} },
    };
    for (const auto &[find, option] : causes) {
        const QString cause = find(output);
        if (!cause.isEmpty())
            return cause + u' '
                + (option.isEmpty() ? Text::tr("Run it with a loader such as tsx, or compile it "
                                               "first.")
                                    : remedies(option));
    }
    return {};
}

std::optional<RunConfiguration> withLoader(const RunPlan &plan, const project::ProjectRuns &runs)
{
    const bool hasLoader = plan.request.nodeOptions.join(u' ').contains(QLatin1StringView("tsx"));
    if (plan.project.isEmpty() || !plan.choice || !plan.request.command.isEmpty() || hasLoader)
        return {};
    std::optional<RunConfiguration> result = configurationOf(plan, runs);
    if (!result)
        return {};
    result->nodeOptions = (result->nodeOptions + u' ' + loaderOption).trimmed();
    if (result->place == project::RunPlace::InProcess) // Node options require an isolated run
        result->place = project::RunPlace::AsProject;
    return result;
}

} // namespace looptide::app
