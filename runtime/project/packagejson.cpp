// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packagejson.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace looptide::core {

namespace {

// Keeps the members of an object in the order of the file; QJsonObject sorts them.
using Json = nlohmann::ordered_json;
using Kind = PackageDependency::Kind;

constexpr std::array scriptSuffixes { QLatin1StringView(".js"), QLatin1StringView(".mjs"),
                                      QLatin1StringView(".cjs") };

QString stringAt(const Json &object, const char *key)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_string()
        ? QString::fromStdString(it->get_ref<const std::string &>())
        : QString();
}

QByteArray withoutByteOrderMark(QByteArray text)
{
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    return text;
}

// "[json.exception.parse_error.101] parse error at line 2, column 3: while ... - unexpected ..."
QString reasonOf(const nlohmann::json::parse_error &error)
{
    const QString what = QString::fromUtf8(error.what());
    const qsizetype dash = what.indexOf(QLatin1StringView(" - "));
    return dash < 0 ? what : what.mid(dash + 3);
}

void setMalformed(PackageJson &package, const QByteArray &text,
                  const nlohmann::json::parse_error &error)
{
    const qsizetype at = std::clamp<qsizetype>(qsizetype(error.byte) - 1, 0, text.size());
    const QByteArray before = text.first(at);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    package.errorLine = int(before.count('\n')) + 1;
    package.errorColumn = int(QString::fromUtf8(before.mid(lineStart)).size()) + 1;
    package.error = text.trimmed().isEmpty()
        ? PackageJson::tr("package.json is empty.")
        : PackageJson::tr("package.json:%1:%2: not valid JSON: %3")
              .arg(package.errorLine)
              .arg(package.errorColumn)
              .arg(reasonOf(error));
}

// The text of package.json; nothing after setting status and error.
std::optional<QByteArray> readText(PackageJson &package)
{
    const QFileInfo info(package.filePath());
    const QString shown = QDir::toNativeSeparators(info.filePath());
    if (!info.exists() && !info.isSymLink()) {
        package.status = PackageJson::Status::Missing;
        package.error = QFileInfo(package.directory).isDir()
            ? PackageJson::tr("There is no package.json in %1.")
                  .arg(QDir::toNativeSeparators(package.directory))
            : PackageJson::tr("There is no folder %1.")
                  .arg(QDir::toNativeSeparators(package.directory));
        return {};
    }
    package.status = PackageJson::Status::Unreadable;
    QFile file(info.filePath());
    if (!info.isFile())
        package.error = PackageJson::tr("%1 is not a file.").arg(shown);
    else if (info.size() > PackageJson::maxBytes)
        package.error = PackageJson::tr("%1 is too large to be read (%2 MB).")
                            .arg(shown)
                            .arg(info.size() / (1024 * 1024));
    else if (!file.open(QIODevice::ReadOnly))
        package.error = PackageJson::tr("%1 cannot be read: %2").arg(shown, file.errorString());
    else
        return withoutByteOrderMark(file.read(PackageJson::maxBytes));
    return {};
}

// Looked up as Node does: in this folder's node_modules, then in those of the folders above it.
QString installedVersion(const QString &projectDir, const QString &name)
{
    if (name.contains(QLatin1StringView("..")) || name.startsWith(u'/'))
        return {};
    for (QDir dir(projectDir);;) {
        QFile file(dir.filePath(QStringLiteral("node_modules/%1/package.json").arg(name)));
        if (QFileInfo(file).isFile() && file.size() <= PackageJson::maxBytes
            && file.open(QIODevice::ReadOnly)) {
            const QByteArray text = withoutByteOrderMark(file.readAll());
            const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
            if (const QString version = json.is_object() ? stringAt(json, "version") : QString();
                !version.isEmpty())
                return version;
        }
        const QString here = dir.path();
        if (dir.isRoot() || !dir.cdUp() || dir.path() == here)
            return {};
    }
}

void addDependencies(PackageJson &package, const Json &json, const char *key, Kind kind)
{
    const auto section = json.find(key);
    if (section == json.end() || !section->is_object())
        return;
    for (const auto &[name, wanted] : section->items()) {
        const QString id = QString::fromStdString(name);
        const auto known = std::ranges::find(package.dependencies, id, &PackageDependency::name);
        if (known != package.dependencies.end()) {
            // npm: what is also optional is optional.
            if (kind == Kind::Optional)
                known->kind = kind;
            continue;
        }
        package.dependencies.append(
            { id,
              wanted.is_string() ? QString::fromStdString(wanted.get<std::string>()) : QString(),
              installedVersion(package.directory, id), kind });
    }
}

void fill(PackageJson &package, const Json &json)
{
    package.name = stringAt(json, "name");
    package.version = stringAt(json, "version");
    package.main = stringAt(json, "main");
    if (const auto scripts = json.find("scripts"); scripts != json.end() && scripts->is_object()) {
        for (const auto &[name, command] : scripts->items()) {
            if (command.is_string())
                package.scripts.append({ QString::fromStdString(name),
                                         QString::fromStdString(command.get<std::string>()) });
        }
    }
    addDependencies(package, json, "dependencies", Kind::Production);
    addDependencies(package, json, "devDependencies", Kind::Development);
    addDependencies(package, json, "optionalDependencies", Kind::Optional);
    addDependencies(package, json, "peerDependencies", Kind::Peer);
}

// The file that Node would run for this argument or `main`; empty when there is none.
QString resolveScript(const QDir &dir, const QString &path)
{
    const QString base = QDir::cleanPath(dir.absoluteFilePath(path));
    if (QFileInfo(base).isFile())
        return base;
    for (const QString &stem : { base, base + QStringLiteral("/index") }) {
        for (const QLatin1StringView suffix : scriptSuffixes) {
            if (QFileInfo(stem + suffix).isFile())
                return stem + suffix;
        }
    }
    return {};
}

// Words of a command that any shell would leave as they are; nothing when it has to look at them.
std::optional<QStringList> plainWords(const QString &command)
{
    static constexpr QStringView special = u"|&;<>()$`\\*?[]{}~#!%\n\r";
    QStringList words;
    QString word;
    bool inWord = false;
    QChar quote;
    for (const QChar c : command) {
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else if (quote == u'"' && QStringView(u"$`\\!%").contains(c))
                return {};
            else
                word += c;
        } else if (c == u'"' || c == u'\'') {
            quote = c;
            inWord = true;
        } else if (c == u' ' || c == u'\t') {
            if (inWord)
                words.append(std::exchange(word, {}));
            inWord = false;
        } else if (special.contains(c)) {
            return {};
        } else {
            word += c;
            inWord = true;
        }
    }
    if (!quote.isNull())
        return {};
    if (inWord)
        words.append(word);
    return words;
}

// Options of node whose value may be the next word.
bool takesValue(const QString &option)
{
    static const QStringList options {
        QStringLiteral("-r"),
        QStringLiteral("--require"),
        QStringLiteral("--import"),
        QStringLiteral("--loader"),
        QStringLiteral("--experimental-loader"),
        QStringLiteral("-C"),
        QStringLiteral("--conditions"),
        QStringLiteral("--env-file"),
        QStringLiteral("--env-file-if-exists"),
        QStringLiteral("--title"),
        QStringLiteral("--disable-warning"),
        QStringLiteral("--watch-path"),
        QStringLiteral("--inspect-port"),
        QStringLiteral("--input-type"),
    };
    return options.contains(option);
}

// Options with which node runs no file of the command line, or something else than it.
bool runsNoFile(const QString &option)
{
    static const QStringList options {
        QStringLiteral("-e"),
        QStringLiteral("--eval"),
        QStringLiteral("-p"),
        QStringLiteral("--print"),
        QStringLiteral("-pe"),
        QStringLiteral("-i"),
        QStringLiteral("--interactive"),
        QStringLiteral("-c"),
        QStringLiteral("--check"),
        QStringLiteral("-h"),
        QStringLiteral("--help"),
        QStringLiteral("-v"),
        QStringLiteral("--version"),
        QStringLiteral("--test"),
        QStringLiteral("--run"),
        QStringLiteral("-"),
    };
    return options.contains(option.section(u'=', 0, 0));
}

bool isCoreModule(const QString &name)
{
    static const QStringList modules =
        QStringLiteral(
            "assert async_hooks buffer child_process cluster console constants crypto dgram "
            "diagnostics_channel dns domain events fs http http2 https inspector module net os "
            "path "
            "perf_hooks process punycode querystring readline repl stream string_decoder sys "
            "timers tls "
            "trace_events tty url util v8 vm wasi worker_threads zlib")
            .split(u' ');
    return modules.contains(name);
}

} // namespace

std::optional<NodeCommand> NodeCommand::parse(const QString &command)
{
    const std::optional<QStringList> words = plainWords(command);
    if (!words || words->value(0) != QLatin1StringView("node"))
        return {};
    NodeCommand result;
    qsizetype at = 1;
    for (; at < words->size() && words->at(at).startsWith(u'-'); ++at) {
        const QString &option = words->at(at);
        if (option == QLatin1StringView("--")) {
            ++at;
            break;
        }
        if (runsNoFile(option))
            return {};
        result.options.append(option);
        if (takesValue(option) && at + 1 < words->size())
            result.options.append(words->at(++at));
    }
    result.script = words->value(at);
    if (result.script.isEmpty())
        return {};
    result.arguments = words->mid(at + 1);
    return result;
}

PackageJson PackageJson::load(const QString &projectDir)
{
    PackageJson package;
    package.directory = QDir::cleanPath(QDir(projectDir).absolutePath());
    const std::optional<QByteArray> text = readText(package);
    if (!text)
        return package;
    package.status = Status::Malformed;
    try {
        const Json json = Json::parse(text->begin(), text->end());
        if (json.is_object()) {
            fill(package, json);
            package.status = Status::Loaded;
        } else {
            package.errorLine = package.errorColumn = 1;
            package.error = tr("package.json:1:1: must hold an object ({ … }), but holds another "
                               "kind of value.");
        }
    } catch (const nlohmann::json::parse_error &error) {
        setMalformed(package, *text, error);
    }
    return package;
}

QString PackageJson::filePath() const
{
    return QDir(directory).filePath(QStringLiteral("package.json"));
}

QString PackageJson::script(const QString &scriptName) const
{
    const auto it = std::ranges::find(scripts, scriptName, &PackageScript::name);
    return it == scripts.end() ? QString() : it->command;
}

QString PackageJson::entryScript() const
{
    const QDir dir(directory);
    if (!main.isEmpty()) {
        if (const QString path = resolveScript(dir, main); !path.isEmpty())
            return path;
    }
    if (const auto start = NodeCommand::parse(script(QStringLiteral("start")))) {
        if (const QString path = resolveScript(dir, start->script); !path.isEmpty())
            return path;
    }
    for (const auto stem : { "index", "app", "server" }) {
        for (const QLatin1StringView suffix : scriptSuffixes) {
            const QString path = dir.filePath(QLatin1StringView(stem) + suffix);
            if (QFileInfo(path).isFile())
                return path;
        }
    }
    return {};
}

// The rules of npm's validate-npm-package-name for new packages.
QString packageNameFor(const QString &folderName, const QString &fallback, const QStringList &taken)
{
    static constexpr qsizetype maxLength = 214;
    static constexpr QStringView kept = u"abcdefghijklmnopqrstuvwxyz0123456789-._~";
    static constexpr QStringView edges = u"-._~";
    QString name;
    for (const QChar c : folderName.normalized(QString::NormalizationForm_D).toLower()) {
        if (kept.contains(c))
            name += c;
        else if (!c.isMark() && !name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    while (!name.isEmpty() && edges.contains(name.front()))
        name.remove(0, 1);
    name.truncate(maxLength - 4);
    while (!name.isEmpty() && edges.contains(name.back()))
        name.chop(1);
    if (name.isEmpty())
        return fallback;
    const bool reserved = isCoreModule(name) || name == QLatin1StringView("node_modules")
        || name == QLatin1StringView("favicon.ico") || taken.contains(name);
    return reserved ? name + QStringLiteral("-app") : name;
}

QByteArray withPackageName(const QByteArray &json, const QString &name)
{
    Json document = Json::parse(json.begin(), json.end(), nullptr, false);
    if (!document.is_object())
        return {};
    document["name"] = name.toStdString();
    if (const auto packages = document.find("packages");
        packages != document.end() && packages->is_object()) {
        if (const auto root = packages->find(""); root != packages->end() && root->is_object())
            (*root)["name"] = name.toStdString();
    }
    return QByteArray::fromStdString(document.dump(2)).append('\n');
}

} // namespace looptide::core
