// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/startplan.h"

#include "runtime/project/nodecommand.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace looptide::project {

namespace {

using Kind = StartPlan::Kind;

const QString startScript = QStringLiteral("start");

// The suffixes that Node tries for a name without one.
const QStringList &nodeSuffixes()
{
    static const QStringList suffixes { QStringLiteral(".js"), QStringLiteral(".json"),
                                        QStringLiteral(".node") };
    return suffixes;
}

const QStringList &programSuffixes()
{
    static const QStringList suffixes { QStringLiteral(".js"),  QStringLiteral(".mjs"),
                                        QStringLiteral(".cjs"), QStringLiteral(".ts"),
                                        QStringLiteral(".mts"), QStringLiteral(".cts") };
    return suffixes;
}

QString withSuffix(const QString &stem, const QStringList &suffixes)
{
    const auto suffix = std::ranges::find_if(
        suffixes, [&](const QString &each) { return QFileInfo(stem + each).isFile(); });
    return suffix == suffixes.end() ? QString() : stem + *suffix;
}

QString completed(const QString &path, const QStringList &suffixes)
{
    return QFileInfo(path).isFile() ? path : withSuffix(path, suffixes);
}

// The file that `main` means; empty when it does not exist.
QString mainFile(const QString &directory, const QString &main, const QStringList &suffixes)
{
    if (main.isEmpty())
        return {};
    const QString path = QDir::cleanPath(QDir(directory).absoluteFilePath(main));
    const QString file = completed(path, suffixes);
    return file.isEmpty() ? withSuffix(path + QStringLiteral("/index"), suffixes) : file;
}

// The file that `node WORD` runs; empty when there is none.
QString programOf(const QString &directory, const QString &word)
{
    const QString path = QDir::cleanPath(QDir(directory).absoluteFilePath(word));
    if (const QString file = completed(path, nodeSuffixes()); !file.isEmpty())
        return file;
    if (!QFileInfo(path).isDir())
        return {};
    const QString main = mainFile(path, PackageJson::load(path).main, nodeSuffixes());
    return main.isEmpty() ? withSuffix(path + QStringLiteral("/index"), nodeSuffixes()) : main;
}

// npm puts these folders first in PATH.
bool isInBinFolder(const QString &directory, const QString &program)
{
    for (QDir dir(directory);;) {
        if (QFileInfo::exists(dir.filePath(QStringLiteral("node_modules/.bin/") + program)))
            return true;
        const QString here = dir.path();
        if (dir.isRoot() || !dir.cdUp() || dir.path() == here)
            return false;
    }
}

QList<PackageScript> hookNamed(const PackageJson &package, const QString &name)
{
    QList<PackageScript> hooks;
    if (const QString command = package.script(name); !command.isEmpty())
        hooks.append({ name, command });
    return hooks;
}

bool isPlain(const NodeCommand &command, const QString &directory)
{
    const bool changesPath = std::ranges::any_of(command.variables, [](const auto &variable) {
        return variable.first == QLatin1StringView("PATH");
    });
    return !changesPath && !isInBinFolder(directory, QStringLiteral("node"))
        && (!command.usesCrossEnv || isInBinFolder(directory, QStringLiteral("cross-env")));
}

StartPlan planOf(const PackageJson &package, const QString &script, const QString &command,
                 const QStringList &arguments)
{
    StartPlan plan { .kind = Kind::Npm,
                     .directory = package.directory,
                     .script = script,
                     .moreArguments = arguments };
    const auto node = NodeCommand::parse(command);
    if (!node || !isPlain(*node, package.directory))
        return plan;
    const QString program = programOf(package.directory, node->script);
    if (program.isEmpty())
        return plan;
    plan.kind = Kind::Node;
    plan.program = program;
    plan.entry = QDir::cleanPath(QDir(package.directory).absoluteFilePath(node->script));
    plan.nodeOptions = node->options;
    plan.arguments = node->arguments + arguments;
    plan.variables = node->variables;
    plan.before = hookNamed(package, QStringLiteral("pre") + script);
    plan.after = hookNamed(package, QStringLiteral("post") + script);
    return plan;
}

// An entry by its usual name.
QString namedProgram(const QString &directory)
{
    for (const auto *stem : { "index", "app", "server" }) {
        const QString file =
            withSuffix(QDir(directory).filePath(QLatin1StringView(stem)), programSuffixes());
        if (!file.isEmpty())
            return file;
    }
    return {};
}

QList<StartOffer> fileOffers(const PackageJson &package)
{
    static const QStringList stems {
        QStringLiteral("index"),      QStringLiteral("app"),       QStringLiteral("server"),
        QStringLiteral("main"),       QStringLiteral("src/index"), QStringLiteral("src/main"),
        QStringLiteral("src/server"), QStringLiteral("src/app"),
    };
    const QDir directory(package.directory);
    QStringList files { mainFile(package.directory, package.main, programSuffixes()) };
    for (const QString &stem : stems)
        files.append(withSuffix(directory.filePath(stem), programSuffixes()));
    files.removeAll(QString());
    files.removeDuplicates();
    QList<StartOffer> offers;
    for (const QString &file : std::as_const(files))
        offers.append({ StartOffer::Kind::File, directory.relativeFilePath(file) });
    return offers;
}

// dev, start:prod and their like; not build, test or lint.
QList<StartOffer> scriptOffers(const PackageJson &package)
{
    static const QStringList beginnings { QStringLiteral("dev"), QStringLiteral("start"),
                                          QStringLiteral("serve"), QStringLiteral("preview"),
                                          QStringLiteral("watch") };
    QList<StartOffer> offers;
    for (const QString &beginning : beginnings) {
        for (const PackageScript &script : package.scripts) {
            if (script.name.startsWith(beginning) && !script.command.isEmpty())
                offers.append({ StartOffer::Kind::Script, script.name });
        }
    }
    return offers;
}

} // namespace

StartPlan StartPlan::ofProject(const PackageJson &package, const QStringList &arguments)
{
    if (!package.script(startScript).isEmpty())
        return ofScript(package, startScript, arguments);
    // npm's own default.
    if (package.isValid() && QFileInfo(package.directory + QStringLiteral("/server.js")).isFile())
        return planOf(package, startScript, QStringLiteral("node server.js"), arguments);
    QString program = mainFile(package.directory, package.main, programSuffixes());
    if (program.isEmpty())
        program = namedProgram(package.directory);
    return ofFile(package.directory, program, arguments);
}

StartPlan StartPlan::ofScript(const PackageJson &package, const QString &script,
                              const QStringList &arguments)
{
    const QString command = package.script(script);
    return command.isEmpty() ? StartPlan { .directory = package.directory }
                             : planOf(package, script, command, arguments);
}

StartPlan StartPlan::ofFile(const QString &directory, const QString &program,
                            const QStringList &arguments)
{
    return { .kind = program.isEmpty() ? Kind::Nothing : Kind::Node,
             .directory = directory,
             .program = program,
             .entry = program,
             .arguments = arguments };
}

StartPlan StartPlan::throughNpm() const
{
    return {
        .kind = Kind::Npm, .directory = directory, .script = script, .moreArguments = moreArguments
    };
}

QStringList StartPlan::npmWords() const
{
    QStringList words { startScript };
    if (script != startScript) {
        words = { QStringLiteral("run") };
        if (script.startsWith(u'-')) // else npm takes the name for an option of its own
            words.append(QStringLiteral("--"));
        words.append(script);
    }
    if (!moreArguments.isEmpty() && !words.contains(QStringLiteral("--")))
        words.append(QStringLiteral("--"));
    return words + moreArguments;
}

QList<StartOffer> startOffers(const PackageJson &package)
{
    QList<StartOffer> offers = fileOffers(package) + scriptOffers(package);
    const QStringList workspaces = workspaceFolders(package);
    for (const QString &folder : workspaces) {
        const QString path = QDir(package.directory).filePath(folder);
        if (StartPlan::ofProject(PackageJson::load(path)).kind != Kind::Nothing)
            offers.append({ StartOffer::Kind::Workspace, folder });
    }
    return offers;
}

} // namespace looptide::project
