// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/runconfiguration.h"

#include "runtime/project/packagejson.h"
#include "runtime/project/startplan.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>

namespace looptide::project {

namespace {

using Field = RunProblem::Field;
using Kind = RunConfiguration::Kind;
using Reason = RunProblem::Reason;
using Severity = RunProblem::Severity;

// The version of the file. Raise it when an older Looptide would lose or misread what a newer one
// writes.
constexpr int fileVersion = 1;

// The words in files and the enumerators that they stand for; the first one is the default.
struct KindWord
{
    QLatin1StringView word;
    Kind kind;
};
constexpr KindWord kindWords[] = { { QLatin1StringView("project"), Kind::Project },
                                   { QLatin1StringView("file"), Kind::File },
                                   { QLatin1StringView("script"), Kind::Script } };
struct PlaceWord
{
    QLatin1StringView word;
    RunPlace place;
};
constexpr PlaceWord placeWords[] = { { QLatin1StringView("project"), RunPlace::AsProject },
                                     { QLatin1StringView("inProcess"), RunPlace::InProcess },
                                     { QLatin1StringView("isolated"), RunPlace::Isolated } };
struct TextMember
{
    QLatin1StringView key;
    QString RunConfiguration::*member;
};
constexpr TextMember textMembers[] = {
    { QLatin1StringView("id"), &RunConfiguration::id },
    { QLatin1StringView("name"), &RunConfiguration::name },
    { QLatin1StringView("target"), &RunConfiguration::target },
    { QLatin1StringView("arguments"), &RunConfiguration::arguments },
    { QLatin1StringView("environment"), &RunConfiguration::environment },
    { QLatin1StringView("environmentFile"), &RunConfiguration::environmentFile },
    { QLatin1StringView("workingDirectory"), &RunConfiguration::workingDirectory },
    { QLatin1StringView("nodeOptions"), &RunConfiguration::nodeOptions },
};

QJsonObject objectOf(const RunConfiguration &configuration)
{
    QJsonObject object;
    for (const auto &[key, member] : textMembers)
        object[key] = configuration.*member;
    object[QLatin1StringView("kind")] =
        std::ranges::find(kindWords, configuration.kind, &KindWord::kind)->word;
    object[QLatin1StringView("place")] =
        std::ranges::find(placeWords, configuration.place, &PlaceWord::place)->word;
    object[QLatin1StringView("restartsOnSave")] = configuration.restartsOnSave;
    return object;
}

RunConfiguration configurationOf(const QJsonObject &object)
{
    RunConfiguration configuration;
    for (const auto &[key, member] : textMembers)
        configuration.*member = object[key].toString();
    const QString kind = object[QLatin1StringView("kind")].toString();
    const QString place = object[QLatin1StringView("place")].toString();
    for (const KindWord &word : kindWords) {
        if (word.word == kind)
            configuration.kind = word.kind;
    }
    for (const PlaceWord &word : placeWords) {
        if (word.word == place)
            configuration.place = word.place;
    }
    configuration.restartsOnSave = object[QLatin1StringView("restartsOnSave")].toBool();
    return configuration;
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n';
}

// Takes one word and leaves the position behind it. False when a quote is not closed.
bool takeWord(QStringView text, qsizetype *at, QString *word)
{
    QChar quote;
    for (; *at < text.size(); ++*at) {
        const QChar c = text.at(*at);
        const bool escapes = c == u'\\' && quote != u'\'' && *at + 1 < text.size()
            && (quote.isNull() || QStringView(u"\"\\").contains(text.at(*at + 1)));
        if (escapes)
            *word += text.at(++*at);
        else if (!quote.isNull() && c == quote)
            quote = QChar();
        else if (quote.isNull() && (c == u'"' || c == u'\''))
            quote = c;
        else if (quote.isNull() && isBlank(c))
            break;
        else
            *word += c;
    }
    return quote.isNull();
}

// Finds the problems of one configuration, field by field.
class Check
{
public:
    Check(const RunConfiguration &configuration, const PackageJson &package)
        : m_configuration(configuration), m_package(package), m_project(package.directory)
    {
    }

    QList<RunProblem> run(const QStringList &otherNames)
    {
        checkName(otherNames);
        checkTarget();
        checkWords(Field::Arguments, m_configuration.arguments);
        checkEnvironment();
        checkPaths();
        checkNodeOptions();
        return m_problems;
    }

private:
    void add(Field field, Severity severity, Reason reason, const QString &detail = {},
             int line = 0)
    {
        m_problems.append({ field, severity, reason, detail, line });
    }

    void checkName(const QStringList &others)
    {
        const QString name = m_configuration.name.trimmed();
        if (name.isEmpty())
            add(Field::Name, Severity::Wrong, Reason::NoName);
        else if (others.contains(name))
            add(Field::Name, Severity::Wrong, Reason::NameTaken);
    }

    void checkTarget()
    {
        switch (m_configuration.kind) {
        case Kind::Project:
            checkProject();
            break;
        case Kind::File:
            checkFile();
            break;
        case Kind::Script:
            checkScript();
        }
    }

    void checkProject()
    {
        const bool hasStart = StartPlan::ofProject(m_package).kind != StartPlan::Kind::Nothing;
        if (!m_package.isValid() && m_package.status != PackageJson::Status::Missing)
            add(Field::Target, hasStart ? Severity::Note : Severity::Missing,
                Reason::BadPackageJson, m_package.error);
        else if (!hasStart)
            add(Field::Target, Severity::Missing, Reason::NothingToStart);
    }

    void checkFile()
    {
        const QString target = m_configuration.target.trimmed();
        if (target.isEmpty())
            add(Field::Target, Severity::Wrong, Reason::NoFile);
        else if (!isProgramFile(target))
            add(Field::Target, Severity::Wrong, Reason::NotAProgram);
        else if (!QFileInfo(m_project.absoluteFilePath(target)).isFile())
            add(Field::Target, Severity::Missing, Reason::FileMissing, target);
    }

    void checkScript()
    {
        const QString target = m_configuration.target;
        if (target.isEmpty())
            add(Field::Target, Severity::Wrong, Reason::NoScript);
        else if (!m_package.isValid())
            add(Field::Target, Severity::Missing, Reason::BadPackageJson, m_package.error);
        else if (m_package.script(target).isEmpty())
            add(Field::Target, Severity::Missing, Reason::ScriptMissing, target);
    }

    bool checkWords(Field field, const QString &text)
    {
        const Words words = splitWords(text);
        if (!words.isComplete)
            add(field, Severity::Wrong, Reason::OpenQuote);
        return words.isComplete;
    }

    void checkEnvironment()
    {
        const ParsedVariables parsed = parseVariables(m_configuration.environment);
        if (parsed.wrongLine > 0)
            add(Field::Environment, Severity::Wrong, Reason::WrongVariable, parsed.wrongText,
                parsed.wrongLine);
    }

    void checkPaths()
    {
        if (const QString file = m_configuration.environmentFile.trimmed();
            !file.isEmpty() && !QFileInfo(m_project.absoluteFilePath(file)).isFile())
            add(Field::EnvironmentFile, Severity::Missing, Reason::FileMissing, file);
        if (const QString folder = m_configuration.workingDirectory.trimmed();
            !folder.isEmpty() && !QFileInfo(m_project.absoluteFilePath(folder)).isDir())
            add(Field::WorkingDirectory, Severity::Missing, Reason::FolderMissing, folder);
    }

    void checkNodeOptions()
    {
        if (!checkWords(Field::NodeOptions, m_configuration.nodeOptions))
            return;
        const QStringList options = splitWords(m_configuration.nodeOptions).words;
        if (!options.isEmpty() && !options.constFirst().startsWith(u'-'))
            add(Field::NodeOptions, Severity::Wrong, Reason::NotAnOption);
        const Variables variables = parseVariables(m_configuration.environment).variables;
        const bool hasVariable = std::ranges::any_of(variables, [](const auto &variable) {
            return variable.first == QLatin1StringView("NODE_OPTIONS");
        });
        if (options.isEmpty() && !hasVariable)
            return;
        if (m_configuration.place == RunPlace::InProcess)
            add(Field::Place, Severity::Wrong, Reason::NeedsIsolation);
        else if (m_configuration.place == RunPlace::AsProject)
            add(Field::Place, Severity::Note, Reason::RunsIsolated);
    }

    const RunConfiguration &m_configuration;
    const PackageJson &m_package;
    QDir m_project;
    QList<RunProblem> m_problems;
};

} // namespace

QString RunConfiguration::newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

const RunConfiguration *ProjectRuns::find(const QString &id) const
{
    const auto it = std::ranges::find(configurations, id, &RunConfiguration::id);
    return it == configurations.end() ? nullptr : &*it;
}

QByteArray ProjectRuns::toJson() const
{
    QJsonArray list;
    for (const RunConfiguration &configuration : configurations)
        list.append(objectOf(configuration));
    return QJsonDocument(QJsonObject { { QStringLiteral("version"), fileVersion },
                                       { QStringLiteral("chosen"), chosen.toText() },
                                       { QStringLiteral("isolates"), isolates },
                                       { QStringLiteral("restartsOnSave"), restartsOnSave },
                                       { QStringLiteral("configurations"), list } })
        .toJson();
}

std::optional<ProjectRuns> ProjectRuns::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return {};
    const QJsonObject object = document.object();
    if (object[QLatin1StringView("version")].toInt(fileVersion) > fileVersion)
        return {};
    ProjectRuns runs;
    runs.chosen = RunChoice::fromText(object[QLatin1StringView("chosen")].toString());
    runs.isolates = object[QLatin1StringView("isolates")].toBool();
    runs.restartsOnSave = object[QLatin1StringView("restartsOnSave")].toBool();
    const QJsonArray list = object[QLatin1StringView("configurations")].toArray();
    for (const QJsonValue &value : list) {
        const RunConfiguration configuration = configurationOf(value.toObject());
        if (!configuration.id.isEmpty() && !configuration.name.isEmpty()
            && !runs.find(configuration.id))
            runs.configurations.append(configuration);
    }
    return runs;
}

Words splitWords(const QString &text)
{
    Words result;
    for (qsizetype at = 0; at < text.size();) {
        if (isBlank(text.at(at))) {
            ++at;
            continue;
        }
        QString word;
        if (!takeWord(text, &at, &word)) {
            result.isComplete = false;
            return result;
        }
        result.words.append(word);
    }
    return result;
}

ParsedVariables parseVariables(const QString &text)
{
    ParsedVariables result;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines.at(i);
        if (line.trimmed().isEmpty() || line.trimmed().startsWith(u'#'))
            continue;
        const QString name = line.section(u'=', 0, 0).trimmed();
        const bool isName = !name.isEmpty() && std::ranges::none_of(name, [](QChar c) {
            return c.isSpace() || c.category() == QChar::Other_Control;
        });
        if (!line.contains(u'=') || !isName) {
            result.wrongLine = int(i) + 1;
            result.wrongText = line.trimmed();
            return result;
        }
        result.variables.append({ name, line.section(u'=', 1) });
    }
    return result;
}

bool isProgramFile(const QString &path)
{
    static const QStringList suffixes { QStringLiteral("js"),  QStringLiteral("mjs"),
                                        QStringLiteral("cjs"), QStringLiteral("ts"),
                                        QStringLiteral("mts"), QStringLiteral("cts") };
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

QList<RunProblem> problemsOf(const RunConfiguration &configuration, const PackageJson &package,
                             const QStringList &others)
{
    return Check(configuration, package).run(others);
}

} // namespace looptide::project
