// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/runoptions.h"

#include "runtime/project/packagejson.h"

#include <QDir>
#include <QFileInfo>

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
    return tr("Usage: looptide run [OPTION]... [--] FILE|DIR [ARGUMENT]...\n"
              "Runs a Node.js program, or the project in a folder, in this process.\n"
              "\n"
              "  --record FILE       write a trace of the event loop and its requests\n"
              "  --level off|phases  how much is recorded (phases with --record or --http-log)\n"
              "  --http-log FILE     write each answered HTTP request as a line of JSON\n"
              "  --cwd DIR           folder to run in (the present one)\n");
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
        auto [name, value] = takeOption(words);
        if (name == QLatin1StringView("--"))
            break;
        if (name == QLatin1StringView("--help") || name == QLatin1StringView("-h")) {
            options.helpRequested = true;
            return options;
        }
        QString *file = name == QLatin1StringView("--record") ? &options.record
            : name == QLatin1StringView("--http-log")         ? &options.httpLog
            : name == QLatin1StringView("--cwd")              ? &directory
                                                              : nullptr;
        if (!file && name != QLatin1StringView("--level"))
            return fail(
                tr("unknown option “%1” (options of the program come after its file)").arg(name));
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
    if (words.atEnd())
        return fail(tr("no file to run; try “looptide run --help”"));

    if (!QFileInfo(directory).isDir())
        return fail(tr("“%1” is not a folder").arg(directory));
    options.workingDirectory = directory;
    options.level =
        level.value_or(options.isRecorded() ? core::RecordLevel::Phases : core::RecordLevel::Off);
    const QString target = words.next();
    options.arguments = words.rest();
    options.script = QDir::cleanPath(QDir(directory).absoluteFilePath(target));
    if (QFileInfo(options.script).isDir()) {
        const core::PackageJson package = core::PackageJson::load(options.script);
        if (package.status == core::PackageJson::Status::Malformed)
            return fail(package.error);
        options.script = package.entryScript();
        if (options.script.isEmpty())
            return fail(
                tr("nothing to run in “%1”: no “main” or “start” script in package.json, and "
                   "no index.js, app.js or server.js")
                    .arg(target));
    }
    return options;
}

} // namespace looptide::cli
