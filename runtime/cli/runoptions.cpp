// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/runoptions.h"

#include "runtime/cli/startscript.h"
#include "runtime/project/nodeoptions.h"
#include "runtime/project/packagejson.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace looptide::cli {

namespace {

// The words of a command line, taken one after the other.
class Words
{
public:
    explicit Words(const QStringList &words) : m_words(words) { }
    bool atEnd() const { return m_words.isEmpty(); }
    QString next() { return m_words.takeFirst(); }
    QString peek() const { return m_words.value(0); }
    QStringList rest() const { return m_words; }

private:
    QStringList m_words;
};

bool isOption(const QString &word)
{
    return word.startsWith(u'-') && word.size() > 1;
}

// Name and value of `--name value` or `--name=value`.
struct Option
{
    QString name;
    std::optional<QString> value;
};

Option takeOption(Words &words)
{
    const QString word = words.next();
    if (const qsizetype equals = word.indexOf(u'='); equals > 0)
        return { word.left(equals), word.mid(equals + 1) };
    return { word, std::nullopt };
}

} // namespace

QString RunOptions::usage()
{
    return tr(
        "Usage: looptide run [OPTION]... [NODE-OPTION]... [--] FILE|DIR [ARGUMENT]...\n"
        "       looptide run [OPTION]... --test|-e CODE|-p CODE|- [ARGUMENT]...\n"
        "Runs a Node.js program, or the project in a folder as “npm start” does, in this process\n"
        "or (--isolated) in one of its own. Options that are not listed here go to Node.js; "
        "“looptide-node --help”\n"
        "lists them.\n"
        "\n"
        "  --record FILE       write a trace of the event loop and its requests\n"
        "  --level LEVEL       how much is recorded: off, phases, callbacks or full\n"
        "                      (phases with --record or --http-log)\n"
        "  --http-log FILE     write each answered HTTP request as a line of JSON\n"
        "  --cwd DIR           folder to run in (the present one; of a folder: that folder)\n"
        "  --script NAME       run this script of the folder's package.json (start)\n"
        "  --isolated          run in a process of its own, with the same recordings\n");
}

QStringList RunOptions::nodeCommandLine() const
{
    QStringList words = nodeOptions;
    if (!script.isEmpty())
        words += script;
    return words + arguments;
}

RunOptions RunOptions::parse(const QStringList &arguments)
{
    RunOptions options;
    std::optional<core::RecordLevel> level;
    QString directory; // empty: the present one
    QString scriptName;
    Words words(arguments);
    const auto fail = [&](const QString &message) {
        options.error = message;
        return options;
    };

    while (!words.atEnd() && isOption(words.peek())) {
        const QString word = words.peek();
        auto [name, value] = takeOption(words);
        if (name == QLatin1StringView("--help") || name == QLatin1StringView("-h")) {
            options.helpRequested = true;
            return options;
        }
        if (word == QLatin1StringView("--isolated")) {
            options.isolated = true;
            continue;
        }
        QString *file = name == QLatin1StringView("--record") ? &options.record
            : name == QLatin1StringView("--http-log")         ? &options.httpLog
            : name == QLatin1StringView("--cwd")              ? &directory
            : name == QLatin1StringView("--script")           ? &scriptName
                                                              : nullptr;
        if (!file && name != QLatin1StringView("--level")) {
            options.nodeOptions += word;
            if (word == QLatin1StringView("--"))
                break;
            if (!value && !words.atEnd() && project::nodeOptionTakes(name, words.peek()))
                options.nodeOptions += words.next();
            continue;
        }
        if (!value && !words.atEnd())
            value = words.next();
        if (!value || value->isEmpty())
            return fail(tr("option “%1” needs a value").arg(name));
        if (file == &scriptName) {
            scriptName = *value;
        } else if (file) {
            *file = QDir::cleanPath(QDir::current().absoluteFilePath(*value));
        } else {
            level = core::recordLevelNamed(*value);
            if (!level)
                return fail(
                    tr("unknown level “%1”: use off, phases, callbacks or full").arg(*value));
        }
    }
    if (words.atEnd() && options.nodeOptions.isEmpty())
        return fail(tr("no file to run; try “looptide run --help”"));

    options.workingDirectory = directory.isEmpty() ? QDir::currentPath() : directory;
    if (!QFileInfo(options.workingDirectory).isDir())
        return fail(tr("“%1” is not a folder").arg(options.workingDirectory));
    options.level =
        level.value_or(options.isRecorded() ? core::RecordLevel::Phases : core::RecordLevel::Off);
    const bool hasFile = !words.atEnd() && !project::runsNoFile(options.nodeOptions);
    if (hasFile)
        options.script = words.next();
    options.arguments = words.rest();
    if (hasFile)
        options.error = options.planFolder(scriptName, !directory.isEmpty());
    return options;
}

// Plans a folder as `npm start` runs it. Returns an error, or an empty string.
QString RunOptions::planFolder(const QString &scriptName, bool hasOwnDirectory)
{
    const QString folder = QDir::cleanPath(QDir(workingDirectory).absoluteFilePath(script));
    const QFileInfo info(folder);
    if (!info.isDir())
        return scriptName.isEmpty() ? QString() : tr("--script needs a folder with a package.json");
    if (!info.isExecutable())
        return tr("the folder “%1” may not be entered: permission denied").arg(script);
    const project::PackageJson package = project::PackageJson::load(folder);
    const bool isBroken =
        !package.isValid() && package.status != project::PackageJson::Status::Missing;
    start = scriptName.isEmpty() ? project::StartPlan::ofProject(package, arguments)
                                 : project::StartPlan::ofScript(package, scriptName, arguments);
    if (start.kind == project::StartPlan::Kind::Nothing) {
        if (isBroken)
            return package.error;
        return scriptName.isEmpty() ? nothingToRun(package, script)
                                    : tr("package.json has no script “%1”").arg(scriptName);
    }
    if (isBroken) {
        QString error = package.error;
        if (error.endsWith(u'.'))
            error.chop(1);
        warning = tr("%1; running %2, which Node may refuse until this is corrected")
                      .arg(error, QFileInfo(start.program).fileName());
    }
    if (!hasOwnDirectory || !start.script.isEmpty())
        workingDirectory = folder;
    return start.kind == project::StartPlan::Kind::Npm ? checkNpmRun(package) : takeProgram();
}

QString RunOptions::takeProgram()
{
    script = start.entry;
    nodeOptions = start.nodeOptions + nodeOptions;
    arguments = start.arguments;
    return {};
}

// Checks that no option was given that is impossible for a program which npm starts.
QString RunOptions::checkNpmRun(const project::PackageJson &package) const
{
    const QString command = package.script(start.script);
    const bool hasOptions = std::ranges::any_of(
        nodeOptions, [](const QString &option) { return option != QLatin1StringView("--"); });
    if (hasOptions)
        return tr("the script “%1” (%2) runs through npm: options of Node belong into the script "
                  "or "
                  "into NODE_OPTIONS")
            .arg(start.script, command);
    return {};
}

} // namespace looptide::cli
