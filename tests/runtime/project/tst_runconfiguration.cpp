// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/project/packagejson.h"
#include "runtime/project/runconfiguration.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::core;
using namespace looptide::project;
using Kind = RunConfiguration::Kind;

class RunConfigurationTest : public QObject
{
    Q_OBJECT

    void write(const QString &path, const QByteArray &text = {}) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_dir.filePath(path)).path()));
        QFile file(m_dir.filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static RunConfiguration configuration(const QString &name = QStringLiteral("dev"))
    {
        RunConfiguration result;
        result.id = QStringLiteral("1");
        result.name = name;
        result.kind = Kind::File;
        result.target = QStringLiteral("app.js");
        return result;
    }
    // "Place/Note: text"
    QStringList problems(const RunConfiguration &configuration,
                         const QStringList &others = {}) const
    {
        static const char *const fields[] = { "Name",
                                              "Target",
                                              "Arguments",
                                              "Environment",
                                              "EnvironmentFile",
                                              "WorkingDirectory",
                                              "NodeOptions",
                                              "Place" };
        static const char *const severities[] = { "Note", "Missing", "Wrong" };
        QStringList result;
        const QList<RunProblem> found =
            problemsOf(configuration, PackageJson::load(m_dir.path()), others);
        for (const RunProblem &problem : found) {
            result.append(
                QStringLiteral("%1/%2").arg(QLatin1StringView(fields[int(problem.field)]),
                                            QLatin1StringView(severities[int(problem.severity)])));
        }
        return result;
    }

    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase()
    {
        write(QStringLiteral("app.js"));
        write(QStringLiteral("notes.txt"));
        write(QStringLiteral("sub/.env"), "A=1\n");
        write(QStringLiteral("package.json"),
              R"({ "main": "app.js", "scripts": { "start": "node app.js" } })");
    }

    void splitsWordsAsAShellDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *text, const QStringList &words) {
            QTest::newRow(text) << QString::fromUtf8(text) << words;
        };
        row("", {});
        row("  a  b\tc ", { QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c") });
        row("--name \"two words\" x'y z'w",
            { QStringLiteral("--name"), QStringLiteral("two words"), QStringLiteral("xy zw") });
        row("'' \"\"", { QString(), QString() });
        row("a\\ b \"\\\"\" '\\' \"c\\d\"",
            { QStringLiteral("a b"), QStringLiteral("\""), QStringLiteral("\\"),
              QStringLiteral("c\\d") });
        row("$HOME *", { QStringLiteral("$HOME"), QStringLiteral("*") });
    }
    void splitsWordsAsAShellDoes()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, words);
        const Words split = splitWords(text);
        QVERIFY(split.isComplete);
        QCOMPARE(split.words, words);
    }

    void saysThatAQuoteIsOpen()
    {
        QVERIFY(!splitWords(QStringLiteral("a \"b c")).isComplete);
        QVERIFY(!splitWords(QStringLiteral("it's")).isComplete);
    }

    void readsVariables()
    {
        const ParsedVariables parsed =
            parseVariables(QStringLiteral("# a comment\n\nPORT=4000\nEMPTY=\nX= a=b \"c\" "));
        QCOMPARE(parsed.wrongLine, 0);
        QCOMPARE(parsed.variables,
                 Variables({ { QStringLiteral("PORT"), QStringLiteral("4000") },
                             { QStringLiteral("EMPTY"), QString() },
                             { QStringLiteral("X"), QStringLiteral(" a=b \"c\" ") } }));
        const ParsedVariables wrong = parseVariables(QStringLiteral("A=1\n PORT 4000"));
        QCOMPARE(wrong.wrongLine, 2);
        QCOMPARE(wrong.wrongText, QStringLiteral("PORT 4000"));
        QCOMPARE(parseVariables(QStringLiteral("=1")).wrongLine, 1);
        QCOMPARE(parseVariables(QStringLiteral("export A=1")).wrongLine, 1);
    }

    void findsWhatIsWrong()
    {
        RunConfiguration good = configuration();
        QCOMPARE(problems(good), QStringList());
        good.kind = Kind::Script;
        good.target = QStringLiteral("start");
        QCOMPARE(problems(good), QStringList());
        good.kind = Kind::Project;
        QCOMPARE(problems(good), QStringList());

        RunConfiguration bad = configuration(QStringLiteral(" "));
        bad.target = QStringLiteral("notes.txt");
        bad.arguments = QStringLiteral("\"");
        bad.environment = QStringLiteral("nonsense");
        bad.environmentFile = QStringLiteral(".env");
        bad.workingDirectory = QStringLiteral("nowhere");
        bad.nodeOptions = QStringLiteral("app.js");
        bad.place = RunPlace::InProcess;
        QCOMPARE(
            problems(bad),
            QStringList({ QStringLiteral("Name/Wrong"), QStringLiteral("Target/Wrong"),
                          QStringLiteral("Arguments/Wrong"), QStringLiteral("Environment/Wrong"),
                          QStringLiteral("EnvironmentFile/Missing"),
                          QStringLiteral("WorkingDirectory/Missing"),
                          QStringLiteral("NodeOptions/Wrong"), QStringLiteral("Place/Wrong") }));
    }

    void tellsApartWhatMayComeBackAndWhatCannot()
    {
        RunConfiguration gone = configuration();
        gone.target = QStringLiteral("gone.js");
        QCOMPARE(problems(gone), QStringList(QStringLiteral("Target/Missing")));
        gone.kind = Kind::Script;
        QCOMPARE(problems(gone), QStringList(QStringLiteral("Target/Missing")));
        gone.target.clear();
        QCOMPARE(problems(gone), QStringList(QStringLiteral("Target/Wrong")));
        QCOMPARE(problems(configuration(), { QStringLiteral("dev") }),
                 QStringList(QStringLiteral("Name/Wrong")));
    }

    void optionsOfNodeNeedAProcessOfTheirOwn()
    {
        RunConfiguration options = configuration();
        options.nodeOptions = QStringLiteral("--trace-warnings");
        QCOMPARE(problems(options), QStringList(QStringLiteral("Place/Note")));
        options.place = RunPlace::InProcess;
        QCOMPARE(problems(options), QStringList(QStringLiteral("Place/Wrong")));
        options.place = RunPlace::Isolated;
        QCOMPARE(problems(options), QStringList());
        options.nodeOptions.clear();
        options.environment = QStringLiteral("NODE_OPTIONS=--trace-warnings");
        options.place = RunPlace::InProcess;
        QCOMPARE(problems(options), QStringList(QStringLiteral("Place/Wrong")));
    }

    void isTheSameAfterJson()
    {
        ProjectRuns runs;
        runs.chosen = RunChoice::configuration(QStringLiteral("1"));
        runs.isolates = true;
        runs.restartsOnSave = true;
        RunConfiguration full = configuration(QStringLiteral("größer “als” alles 🚀"));
        full.arguments = QStringLiteral("--a \"b\"");
        full.environment = QStringLiteral("A=1\nB=2\n");
        full.environmentFile = QStringLiteral(".env");
        full.workingDirectory = QStringLiteral("sub");
        full.nodeOptions = QStringLiteral("--trace-warnings");
        full.place = RunPlace::Isolated;
        full.restartsOnSave = true;
        runs.configurations = { full, configuration() };
        runs.configurations[1].id = QStringLiteral("2");
        const auto read = ProjectRuns::fromJson(runs.toJson());
        QVERIFY(read);
        QVERIFY(*read == runs);
        QCOMPARE(read->find(QStringLiteral("2"))->name, QStringLiteral("dev"));
        QVERIFY(!read->find(QStringLiteral("3")));
    }

    void takesWhatIsSoundFromDamagedJson()
    {
        QVERIFY(!ProjectRuns::fromJson("{ \"configurations\": ["));
        QVERIFY(!ProjectRuns::fromJson("[]"));
        QVERIFY(!ProjectRuns::fromJson(QByteArray("\x00\xff", 2)));
        const auto runs = ProjectRuns::fromJson(R"({ "chosen": 7, "isolates": "yes",
            "configurations": [ 1, {}, { "id": "a" }, { "id": "b", "name": "kept", "kind": "odd",
            "place": [], "arguments": 3 }, { "id": "b", "name": "twice" } ] })");
        QVERIFY(runs);
        QVERIFY(runs->chosen == RunChoice());
        QVERIFY(!runs->isolates);
        QCOMPARE(runs->configurations.size(), 1);
        QCOMPARE(runs->configurations[0].name, QStringLiteral("kept"));
        QCOMPARE(runs->configurations[0].kind, Kind::Project);
    }

    // The same bytes through Node's own parser, quirks and all.
    void readsEnvironmentFilesAsNodeDoes()
    {
        const QStringList pieces { QStringLiteral("A"),
                                   QStringLiteral("B C"),
                                   QStringLiteral("="),
                                   QStringLiteral("="),
                                   QStringLiteral("\n"),
                                   QStringLiteral("\n"),
                                   QStringLiteral("\r\n"),
                                   QStringLiteral(" "),
                                   QStringLiteral("\t"),
                                   QStringLiteral("\""),
                                   QStringLiteral("'"),
                                   QStringLiteral("`"),
                                   QStringLiteral("#"),
                                   QStringLiteral("\\n"),
                                   QStringLiteral("export "),
                                   QStringLiteral("ä"),
                                   QStringLiteral("long value"),
                                   QStringLiteral("D='x' # c\n"),
                                   QStringLiteral("E=\"a\\nb\"\n") };
        QRandomGenerator random(24); // the same texts each time
        QJsonArray texts { QString(), QStringLiteral("\ufeffA=1"), QStringLiteral("A") };
        for (int i = 0; i < 3000; ++i) {
            QString text;
            const int length = random.bounded(1, 16);
            for (int j = 0; j < length; ++j)
                text += pieces.at(random.bounded(pieces.size()));
            texts.append(text);
        }
        QProcess node;
        node.start(
            nodeProgram(),
            { QStringLiteral("-e"),
              QStringLiteral("const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
                             "console.log(JSON.stringify(texts.map(text => "
                             "Object.entries(require('util').parseEnv(text)))));") });
        node.write(QJsonDocument(texts).toJson());
        node.closeWriteChannel();
        QVERIFY(node.waitForFinished());
        const QJsonArray expected = QJsonDocument::fromJson(node.readAllStandardOutput()).array();
        QCOMPARE(expected.size(), texts.size());
        for (qsizetype i = 0; i < texts.size(); ++i) {
            QMap<QString, QString> theirs;
            for (const auto &entry : expected[i].toArray())
                theirs.insert(entry[0].toString(), entry[1].toString());
            QMap<QString, QString> ours;
            for (const auto &[name, value] : parseDotenv(texts[i].toString().toUtf8()))
                ours.insert(name, value);
            if (ours != theirs)
                qInfo() << texts[i] << theirs;
            QCOMPARE(ours, theirs);
        }
    }
};

QTEST_GUILESS_MAIN(RunConfigurationTest)
#include "tst_runconfiguration.moc"
