// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/runoptions.h"

#include "runtime/project/packagejson.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>
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

std::optional<core::RecordLevel> levelNamed(const QString &name)
{
    if (name == QLatin1StringView("off"))
        return core::RecordLevel::Off;
    if (name == QLatin1StringView("phases"))
        return core::RecordLevel::Phases;
    return std::nullopt;
}

bool isOption(const QString &word)
{
    return word.startsWith(u'-') && word.size() > 1;
}

// Options of Node that take the next word as their value (tests/fidelity checks the list against
// Node).
constexpr std::array valueOptions {
    "--allow-fs-read",
    "--allow-fs-write",
    "--build-snapshot-config",
    "--conditions",
    "--cpu-prof-dir",
    "--cpu-prof-interval",
    "--cpu-prof-name",
    "--debug-port",
    "--diagnostic-dir",
    "--disable-proto",
    "--disable-warning",
    "--dns-result-order",
    "--env-file",
    "--env-file-if-exists",
    "--eval",
    "--experimental-config-file",
    "--experimental-default-config-file",
    "--experimental-loader",
    "--experimental-package-map",
    "--experimental-sea-config",
    "--experimental-test-isolation",
    "--experimental-test-tag-filter",
    "--heap-prof-dir",
    "--heap-prof-interval",
    "--heap-prof-name",
    "--heapsnapshot-near-heap-limit",
    "--heapsnapshot-signal",
    "--icu-data-dir",
    "--import",
    "--input-type",
    "--inspect-port",
    "--inspect-publish-uid",
    "--loader",
    "--localstorage-file",
    "--max-http-header-size",
    "--max-old-space-size-percentage",
    "--network-family-autoselection-attempt-timeout",
    "--openssl-config",
    "--redirect-warnings",
    "--report-dir",
    "--report-directory",
    "--report-filename",
    "--report-signal",
    "--require",
    "--run",
    "--secure-heap",
    "--secure-heap-min",
    "--security-revert",
    "--security-reverts",
    "--snapshot-blob",
    "--stack-trace-limit",
    "--test-concurrency",
    "--test-coverage-branches",
    "--test-coverage-exclude",
    "--test-coverage-functions",
    "--test-coverage-include",
    "--test-coverage-lines",
    "--test-global-setup",
    "--test-isolation",
    "--test-name-pattern",
    "--test-random-seed",
    "--test-reporter",
    "--test-reporter-destination",
    "--test-rerun-failures",
    "--test-shard",
    "--test-skip-pattern",
    "--test-timeout",
    "--title",
    "--tls-cipher-list",
    "--tls-keylog",
    "--trace-event-categories",
    "--trace-event-file-pattern",
    "--trace-require-module",
    "--unhandled-rejections",
    "--use-largepages",
    "--v8-pool-size",
    "--watch-kill-signal",
    "--watch-path",
    "-C",
    "-e",
    "-pe",
    "-r",
};

bool takesNextWord(const QString &option, const QString &next)
{
    if (option == QLatin1StringView("-p") || option == QLatin1StringView("--print"))
        return !next.isEmpty() && !next.startsWith(u'-');
    QString name = option;
    if (name.startsWith(QLatin1StringView("--")))
        name.replace(u'_', u'-');
    return std::ranges::any_of(valueOptions, [&](const char *valueOption) {
        return name == QLatin1StringView(valueOption);
    });
}

// With these the first word that is no option is an argument or a pattern, not the program.
bool runsNoFile(const QStringList &nodeOptions)
{
    static constexpr std::array modes { "-e", "--eval", "-p", "--print", "-pe", "--run", "--test" };
    return std::ranges::any_of(nodeOptions, [](const QString &option) {
        const QString name = option.section(u'=', 0, 0);
        return std::ranges::any_of(
            modes, [&](const char *mode) { return name == QLatin1StringView(mode); });
    });
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
        "Runs a Node.js program, or the project in a folder, in this process or (--isolated) in\n"
        "one of its own. Options that are not listed here go to Node.js; “looptide-node --help”\n"
        "lists them.\n"
        "\n"
        "  --record FILE       write a trace of the event loop and its requests\n"
        "  --level off|phases  how much is recorded (phases with --record or --http-log)\n"
        "  --http-log FILE     write each answered HTTP request as a line of JSON\n"
        "  --cwd DIR           folder to run in (the present one)\n"
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
    QString directory = QDir::currentPath();
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
                                                              : nullptr;
        if (!file && name != QLatin1StringView("--level")) {
            options.nodeOptions += word;
            if (word == QLatin1StringView("--"))
                break;
            if (!value && !words.atEnd() && takesNextWord(name, words.peek()))
                options.nodeOptions += words.next();
            continue;
        }
        if (!value && !words.atEnd())
            value = words.next();
        if (!value || value->isEmpty())
            return fail(tr("option “%1” needs a value").arg(name));
        if (file) {
            *file = QDir::cleanPath(QDir::current().absoluteFilePath(*value));
        } else {
            level = levelNamed(*value);
            if (!level)
                return fail(tr("unknown level “%1”: use off or phases").arg(*value));
        }
    }
    if (words.atEnd() && options.nodeOptions.isEmpty())
        return fail(tr("no file to run; try “looptide run --help”"));

    if (!QFileInfo(directory).isDir())
        return fail(tr("“%1” is not a folder").arg(directory));
    options.workingDirectory = directory;
    options.level =
        level.value_or(options.isRecorded() ? core::RecordLevel::Phases : core::RecordLevel::Off);
    if (!words.atEnd() && !runsNoFile(options.nodeOptions)) {
        options.script = words.next();
        if (const QString error = options.findProgramOfFolder(); !error.isEmpty())
            return fail(error);
    }
    options.arguments = words.rest();
    return options;
}

// A folder is run by what its package.json names. Empty, or what is wrong.
QString RunOptions::findProgramOfFolder()
{
    const QString folder = QDir::cleanPath(QDir(workingDirectory).absoluteFilePath(script));
    const QFileInfo info(folder);
    if (!info.isDir())
        return {};
    if (!info.isExecutable())
        return tr("the folder “%1” may not be entered: permission denied").arg(script);
    const core::PackageJson package = core::PackageJson::load(folder);
    using Status = core::PackageJson::Status;
    if (package.status == Status::Malformed || package.status == Status::Unreadable)
        return package.error;
    const QString program = package.entryScript();
    if (program.isEmpty())
        return tr("nothing to run in “%1”: no “main” or “start” script in package.json, and no "
                  "index.js, app.js or server.js")
            .arg(script);
    script = program;
    return {};
}

} // namespace looptide::cli
